import { startMonitor } from './monitor.mjs'

const monitor = startMonitor({ shutdownTimeout: 5_000 })
const tally = () => monitor.stats().sinks.http?.error
const patience = performance.now() + Number(process.env.PATIENCE)
const expected = Number(process.env.EXPECTED)
while (performance.now() < patience && !((tally()?.delivered ?? 0) >= expected)) {
  await new Promise((resolve) => setTimeout(resolve, 20))
}
await monitor.close()
console.log(JSON.stringify(tally() ?? {}))
