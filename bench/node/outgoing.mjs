// What it costs to tell of a call out: fetch and node:http against a server in another process, with the
// instrument and without, in turns, each in a process of its own; its CPU time, as its own work is what differs.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, createServer, get } from 'node:http'
import { fileURLToPath } from 'node:url'
import { init, memorySink } from '@holdfast/node'
import { median } from '../median.mjs'

const rounds = 9
const calls = 4_000
const atOnce = 10

const agent = new Agent({ keepAlive: true, maxSockets: atOnce })

/** @type {Record<string, (url: string) => Promise<unknown>>} */
const clients = {
  fetch: async (url) => (await fetch(url)).text(),
  'node:http': (url) =>
    new Promise((resolve, reject) => {
      get(url, { agent }, (incoming) => incoming.resume().on('end', resolve)).on('error', reject)
    }),
}

const serve = () => {
  const server = createServer((_, response) => response.end('{"ok":true}'))
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (typeof address === 'object') process.send?.(address?.port)
  })
  process.on('disconnect', () => process.exit())
}

/** @param {readonly string[]} words */
const measure = async ([name = '', url = '', watched]) => {
  const sinks = [memorySink()]
  const off = watched === 'true' ? {} : { outgoing: /** @type {const} */ (false) }
  const monitor = init({ service: 'bench', sinks, store: false, ...off })
  const call = clients[name]
  /** Each in a scope, as within a request that is served. */
  const run = async () => {
    for (let done = 0; done < calls; done += atOnce) {
      await Promise.all(Array.from({ length: atOnce }, () => monitor.withScope(() => call?.(url))))
    }
  }
  // For the compiler.
  await run()
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  process.send?.((user + system) / calls)
  process.disconnect()
  agent.destroy()
  await monitor.close()
}

/** @param {readonly string[]} words */
const spawnOne = (...words) => fork(fileURLToPath(import.meta.url), words)

const main = async () => {
  const server = spawnOne('serve')
  const [port] = await once(server, 'message')
  const url = `http://127.0.0.1:${port}/orders/42?page=1`
  console.log(
    `median of ${rounds} rounds of ${calls} calls, CPU in microseconds; Node ${process.version}`,
  )
  for (const name of Object.keys(clients)) {
    /** @type {Record<'bare' | 'watched', number[]>} */
    const times = { bare: [], watched: [] }
    for (let round = 0; round < rounds; round++) {
      for (const isWatched of [round % 2 > 0, round % 2 === 0]) {
        const [time] = await once(spawnOne('measure', name, url, String(isWatched)), 'message')
        times[isWatched ? 'watched' : 'bare'].push(time)
      }
    }
    const [bare, watched] = [median(times.bare), median(times.watched)]
    const ratio = median(times.watched.map((time, round) => time / (times.bare[round] ?? 0)))
    console.log(
      `${name.padEnd(10)} without ${bare.toFixed(1)}  with ${watched.toFixed(1)}  ratio ${ratio.toFixed(3)}`,
    )
  }
  server.disconnect()
}

const [task, ...words] = process.argv.slice(2)
if (task === 'serve') serve()
else if (task === 'measure') await measure(words)
else await main()
