import { monitor, said } from './monitor.mjs'

for (let number = 0; number < 200; number++) {
  monitor.captureError(new Error(`number ${number} ${'x'.repeat(1_000)}`))
  if (number % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 20))
}
await monitor.close('10s')
console.log(JSON.stringify({ ...monitor.stats().sinks.http?.error, said }))
