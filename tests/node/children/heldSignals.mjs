import { http, init } from '@holdfast/node'

const held = () => {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const monitor = init({
  service: 'child',
  // Nobody listens there.
  sinks: [http({ url: 'http://127.0.0.1:9/in' })],
  outbox: { maxCount: 1_000_000, maxBytes: Number(process.env['OUTBOX_BYTES']) },
})
const capture = (count) => {
  for (let order = 0; order < count; order++) monitor.captureError(new Error(`order ${order}`))
}
const pause = () => new Promise((resolve) => setTimeout(resolve, 20))

// What is compiled and loaded once is no part of what is held.
capture(100)
await pause()
const before = held()
for (let round = 0; round < Number(process.env['ROUNDS'] ?? 200); round++) {
  capture(1_000)
  await pause()
}
const grown = held() - before
const { pending, accepted } = monitor.stats().sinks['http']?.error ?? {}
console.log(JSON.stringify({ grown, pending, accepted }))
await monitor.close(0)
