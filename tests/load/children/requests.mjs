// Serves many requests over connections that are kept, or that are not, and tells what that leaves behind.
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { init } from '@holdfast/node'

const { REQUESTS = '0', CONNECTIONS = '0' } = process.env
const samples = 10
const clients = 20

const monitor = init({
  service: 'load',
  sinks: [{ name: 'nobody', accepts: () => true, receive: () => undefined }],
  store: false,
})
/** @type {Set<import('node:net').Socket>} */
const open = new Set()
const server = createServer((request, response) => {
  const served = monitor.requests.current()
  served?.setRoute('/users/:id')
  served?.scope.setUser({ id: `customer-${request.url}` })
  monitor.addBreadcrumb({ message: `asked for ${request.url}` })
  setImmediate(() => response.end('four'))
})
server.on('connection', (socket) => {
  open.add(socket)
  socket.once('close', () => open.delete(socket))
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
const { port } = Object(server.address())

/** Asks so often over a connection of its own, one after the other. @param {number} times */
const ask = (times) =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let left = times
    const send = () => socket.write(`GET /${left} HTTP/1.1\r\nHost: a\r\n\r\n`)
    socket.on('connect', send).on('error', reject).on('close', resolve)
    socket.on('data', () => {
      left--
      if (left > 0) send()
      else socket.end()
    })
  })

const heapBytes = async () => {
  await monitor.flush('5s')
  await new Promise((resolve) => setTimeout(resolve, 50))
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

/** @param {readonly number[]} values of equal distances */
const slopeOf = (values) => {
  const middle = (values.length - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const [up, across] = values.reduce(
    ([up, across], value, index) => [
      up + (index - middle) * (value - mean),
      across + (index - middle) ** 2,
    ],
    [0, 0],
  )
  return up / across
}

const inOneRound = Math.ceil(Number(REQUESTS) / samples / clients)
const round = () => Promise.all(Array.from({ length: clients }, () => ask(inOneRound)))
await round()
await round()
await round()
const heap = [await heapBytes()]
for (let sample = 0; sample < samples; sample++) {
  await round()
  heap.push(await heapBytes())
}
const beforeConnections = await heapBytes()
for (let made = 0; made < Number(CONNECTIONS); made += 50) {
  await Promise.all(Array.from({ length: 50 }, () => ask(1)))
}
const ofConnections = (await heapBytes()) - beforeConnections
const listeners = server
  .eventNames()
  .map((name) => [String(name), server.listenerCount(name)])
  .filter(([, count]) => Number(count) > 0)
console.log(
  JSON.stringify({
    heap,
    bytesARequest: slopeOf(heap) / (inOneRound * clients),
    ofConnections,
    open: open.size,
    listeners: Object.fromEntries(listeners),
  }),
)
await monitor.close()
server.close()
