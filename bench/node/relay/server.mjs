// One contestant in a process of its own: `bare`, `relay <url of a sink>`, or `sink`. It tells its port.
import { createServer } from 'node:http'

const [name = 'bare', sinkUrl = ''] = process.argv.slice(2)

/** @type {import('node:http').RequestListener} */
const sink = (request, response) => {
  request.resume().on('end', () => response.writeHead(200).end())
}

/** @type {import('node:http').RequestListener} */
const bare = (request, response) => {
  /** @type {Buffer[]} */
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString())
    response.writeHead(202, { 'content-type': 'application/json', 'content-length': 2 }).end('{}')
  })
}

const openRelay = async () => {
  const { http } = await import('@holdfast/node')
  const { relay } = await import('@holdfast/node/relay')
  const { node, stats } = relay({
    service: 'bench',
    sinks: [http({ url: sinkUrl })],
    rate: { perClient: 60_000 },
  })
  process.on('message', () => process.send?.({ stats: stats() }))
  return node
}

const handler = name === 'sink' ? sink : name === 'bare' ? bare : await openRelay()
const server = createServer(handler)
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 })
})
process.on('disconnect', () => process.exit())
