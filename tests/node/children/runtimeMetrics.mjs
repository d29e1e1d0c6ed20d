import { runtimeMetrics } from '@holdfast/node/runtime'
import { startMonitor } from './monitor.mjs'

startMonitor({ instruments: [runtimeMetrics({ resolution: '10ms' })] })

/** @param {number} milliseconds */
const block = (milliseconds) => {
  const until = performance.now() + milliseconds
  while (performance.now() < until);
}

setTimeout(() => {
  globalThis.gc?.()
  block(200)
  // The timer of the histogram is to have its turn.
  setTimeout(block, 50, 0)
}, 50)
