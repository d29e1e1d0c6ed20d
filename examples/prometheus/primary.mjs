import cluster from 'node:cluster'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { prometheus } from '@holdfast/node/prometheus'
import { listen } from './listen.mjs'

/**
 * Adds up what its workers count, and serves it. It counts nothing itself, so it needs no monitor.
 *
 * @param {number} count of workers
 */
export const startPrimary = async (count) => {
  const metrics = prometheus({
    metrics: {
      'shop.requests': { help: 'Requests, by page and status.' },
      'shop.render': { help: 'How long a page takes.', buckets: [0.001, 0.01, 0.1, 1] },
    },
  })
  // From here on it hears of workers: before there are any.
  const server = createServer(metrics.handler())
  const scraped = await listen(server)

  for (let worker = 0; worker < count; worker++) cluster.fork()
  for (let ready = 1; ready < count; ready++) await once(cluster, 'listening')
  const [, { port }] = await once(cluster, 'listening')
  console.log(`The shop: http://127.0.0.1:${port}/\nFor Prometheus: ${scraped}/metrics`)

  process.once('SIGINT', () => {
    cluster.disconnect(() => {
      server.close()
      server.closeAllConnections()
    })
  })
}
