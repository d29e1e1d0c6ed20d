import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { init } from '@holdfast/node'
import { prometheus } from '@holdfast/node/prometheus'
import { listen } from './listen.mjs'

const pages = new Set(['/', '/cart'])

/** Serves pages, and counts them: under the name of its sink, the primary hears of it. */
export const startWorker = async () => {
  const monitor = init({ service: 'example-shop', sinks: [prometheus()] })
  let open = 0
  const server = createServer(async (request, response) => {
    // Few different values: never a path as somebody typed it.
    const page = pages.has(request.url ?? '') ? (request.url ?? '') : 'other'
    monitor.gauge('shop.open', ++open)
    await monitor.measure('shop.render', () => sleep(5), { attributes: { page } })
    const status = page === 'other' ? 404 : 200
    monitor.count('shop.requests', 1, { page, status })
    monitor.gauge('shop.open', --open)
    response.writeHead(status).end(`process ${process.pid}\n`)
  })
  await listen(server)
  // Ctrl+C reaches all processes of a terminal: the primary says when to end.
  process.on('SIGINT', () => undefined)
}
