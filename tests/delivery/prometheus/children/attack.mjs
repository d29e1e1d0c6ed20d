// An attack by series, and how much memory it has cost once it is over.
import { startCounting } from './worker.mjs'

const { metrics, monitor } = startCounting({ maxSeries: 1_000 })
const heap = () => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}
/** @param {number} from */
const attack = async (from) => {
  for (let user = from; user < from + 50_000; user++) {
    monitor.count('calls', 1, { user })
    monitor.time('took', user, { user })
    monitor.count(`name.${user}`)
    if (user % 5_000 === 0) await metrics.text()
  }
  await metrics.text()
}
await attack(0)
const before = heap()
await attack(50_000)
const { text } = await metrics.text()
const calls = text.matchAll(/^calls_total\S* (\d+)$/gm)
const counted = [...calls].reduce((sum, [, value]) => sum + Number(value), 0)
console.log(JSON.stringify({ grown: heap() - before, counted, length: text.length }))
await monitor.close()
