import { startMonitor } from './monitor.mjs'

const heap = () => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

const mebibyte = 2 ** 20
const monitor = startMonitor({ batch: { maxCount: 1_000, maxAge: '1h' } })
const before = heap()
for (let order = 0; order < 50; order++) {
  const text = `${'x'.repeat(2 * mebibyte)}${order}`
  monitor.captureMessage(text, { tags: { text }, contexts: { text } })
}
console.log(Math.round((heap() - before) / mebibyte))
await monitor.close(0)
