import { http } from '@holdfast/node'
import { startMonitor } from './monitor.mjs'

const { SINK_URL = '', TOKENS } = process.env
let asked = 0

const monitor = startMonitor({
  store: false,
  batch: { maxAge: 10 },
  sinks: [
    http({
      url: SINK_URL,
      compress: true,
      headers: TOKENS === 'sync' ? () => ({ token: 'now' }) : async () => ({ token: `${++asked}` }),
    }),
  ],
})

monitor.captureError(new Error(`the first ${'x'.repeat(2_000)}`))
await monitor.flush('5s')
monitor.captureError(new Error(`the last ${'x'.repeat(2_000)}`))
process.exit(3)
