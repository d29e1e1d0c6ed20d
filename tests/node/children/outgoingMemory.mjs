import { channel } from 'node:diagnostics_channel'
import { createServer, get } from 'node:http'
import { init, memorySink } from '@holdfast/node'

const held = () => {
  globalThis.gc?.()
  const { heapUsed, external, arrayBuffers } = process.memoryUsage()
  return heapUsed + external + arrayBuffers
}

const monitor = init({ service: 'child', sinks: [memorySink({ maxCount: 10 })], store: false })
const server = createServer((_, response) => response.end('x'.repeat(10_000)))
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
const address = server.address()
const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`
const created = channel('undici:request:create')
const started = channel('http.client.request.start')

/** @param {number} index */
const call = async (index) => {
  const controller = new AbortController()
  // Read, never read, given up with the headers, given up before.
  const response = fetch(`${url}${index}`, { signal: controller.signal })
  if (index % 4 === 3) controller.abort()
  const answer = await response.catch(() => undefined)
  if (index % 4 === 0) await answer?.text()
  if (index % 4 === 1) await answer?.body?.cancel()
  if (index % 4 === 2) controller.abort()
  await new Promise((resolve) => {
    const outgoing = get(`${url}${index}`, { agent: false }, (incoming) => {
      if (index % 4 === 1) incoming.destroy()
      else incoming.resume().on('close', resolve)
    })
    outgoing.on('error', resolve).on('close', resolve)
    if (index % 4 === 3) outgoing.destroy()
  })
}

/** Such as never end, with headers that are large. */
const neverEnd = () => {
  const headers = 'x'.repeat(10_000) + Math.random()
  const path = `/${headers}`
  const facts = { method: 'GET', origin: `http://${Math.random()}.example`, path, headers }
  created.publish({ request: { ...facts } })
  started.publish({
    request: { ...facts, host: 'a.example', protocol: 'http:', getHeader: () => headers },
  })
}

/** @param {number} count */
const load = async (count) => {
  for (let done = 0; done < count; done += 20) {
    for (let index = 0; index < 20; index++) neverEnd()
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => monitor.withScope(() => call(done + index))),
    )
  }
  await monitor.flush()
}

await load(2_000)
const before = held()
await load(10_000)
console.log(JSON.stringify({ grown: held() - before }))
server.close()
server.closeAllConnections()
await monitor.close()
