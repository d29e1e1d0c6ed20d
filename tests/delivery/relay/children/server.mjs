// A relay in a process of its own, which tells what it holds and what went wrong.
import { createServer } from 'node:http'
import { http } from '@holdfast/node'
import { relay } from '@holdfast/node/relay'

const { sinkUrl, dsn, options } = JSON.parse(process.argv[2] ?? '{}')
const faults = []
process.on('unhandledRejection', (reason) => faults.push(String(reason)))
process.on('uncaughtException', (error) => faults.push(String(error?.stack)))
process.on('warning', (warning) => faults.push(String(warning)))

const monitoring = relay({
  service: 'hostile',
  sinks: [http({ url: sinkUrl })],
  forwardTo: [dsn],
  debug: ({ code, text }) => {
    if (code === 'relayFailed' || code === 'internalError') faults.push(text)
  },
  ...options,
})
const server = createServer(monitoring.node)
server.listen(0, '127.0.0.1', () => process.send?.({ port: server.address()?.port }))

const settle = () => new Promise((resolve) => setTimeout(resolve, 200))

process.on('message', async (message) => {
  if (message === 'flush') await monitoring.flush('10s')
  for (let count = 0; count < 3 && message === 'measure'; count++) {
    globalThis.gc?.()
    await settle()
  }
  const { rss, heapUsed: heap } = process.memoryUsage()
  process.send?.({ rss, heap, faults, stats: monitoring.stats() })
})
process.on('disconnect', () => process.exit())
