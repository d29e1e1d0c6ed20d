// One measurement of one engine, in a process of its own. What it found goes to its parent, as JSON.
import { once } from 'node:events'
import { openEngine } from './engines.mjs'

const [engine = '', what = '', home = '', port = '', file = ''] = process.argv.slice(2)
const origin = `http://127.0.0.1:${port}`

/** @param {string} path */
const requestTo = (path) => ({
  url: origin + path,
  headers: { 'content-type': 'application/json' },
  body: 'x'.repeat(30_000),
  ids: [],
})

/** A server that has answered, as those have that load us. */
const serve = async () => {
  const { createServer, get } = await import('node:http')
  const server = createServer((_, response) => response.end())
    .listen(0, '127.0.0.1')
    .unref()
  await once(server, 'listening')
  const address = server.address()
  const at = typeof address === 'object' ? address?.port : 0
  const [incoming] = await once(get(`http://127.0.0.1:${at}`), 'response')
  await once(incoming.resume(), 'end')
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 50))
const collect = () => {
  globalThis.gc?.()
  const { rss, heapUsed } = process.memoryUsage()
  return { rss, heap: heapUsed }
}

/** @type {Readonly<Record<string, () => Promise<object>>>} */
const measurements = {
  /** All work of the main thread until the first answer, and memory after. */
  first: async () => {
    const before = collect()
    const send = await openEngine(engine, file)
    await settle()
    const idle = performance.eventLoopUtilization()
    await send(requestTo('/'))
    const { active } = performance.eventLoopUtilization(idle)
    await settle()
    const { rss, heap } = collect()
    return { active, rss: rss - before.rss, heap: heap - before.heap }
  },
  /** The longest time in which nothing else ran. */
  block: async () => {
    const send = await openEngine(engine, file)
    await settle()
    let longest = 0
    let last = performance.now()
    let isDone = false
    const tick = () => {
      const now = performance.now()
      longest = Math.max(longest, now - last)
      last = now
      if (!isDone) setImmediate(tick)
    }
    setImmediate(tick)
    await send(requestTo('/'))
    isDone = true
    return { longest }
  },
  /** Processor time for each of a thousand requests, in microseconds. */
  cpu: async () => {
    const send = await openEngine(engine, file)
    /** @param {number} count @param {number} atOnce */
    const measure = async (count, atOnce) => {
      const before = process.cpuUsage()
      for (let sent = 0; sent < count; sent += atOnce) {
        await Promise.all(Array.from({ length: atOnce }, () => send(requestTo('/'))))
      }
      const { user, system } = process.cpuUsage(before)
      return (user + system) / count
    }
    await measure(500, 1)
    await measure(500, 10)
    return { one: await measure(1_000, 1), ten: await measure(1_000, 10) }
  },
  /** A request that nobody will answer; the parent sees when this ends. */
  hang: async () => {
    const send = await openEngine(engine, file)
    await send(requestTo('/'))
    void send(requestTo('/hang')).catch(() => undefined)
    return { sent: true }
  },
}

// Until then: what is measured waits for nothing.
process.channel?.ref()
if (home === 'serving') await serve()
const found = await measurements[what]?.()
process.send?.(found)
process.disconnect?.()
