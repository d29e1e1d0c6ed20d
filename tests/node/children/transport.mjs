import { http, init } from '@holdfast/node'

const { SINK_URL = '', PROXY, DIES, WAIT = '4s' } = process.env

const monitor = init({
  service: 'child',
  sinks: [http({ url: SINK_URL, batch: { maxAge: 10 } })],
  store: false,
  shutdownTimeout: '4s',
  retry: { baseDelay: 10, maxDelay: 50 },
  ...(PROXY && { proxy: PROXY === 'false' ? false : PROXY }),
})
monitor.captureMessage('held')
if (DIES) throw new Error('the last')
const { delivered, pending } = await monitor.flush(WAIT)
console.log(JSON.stringify({ delivered, pending }))
await monitor.close(0)
