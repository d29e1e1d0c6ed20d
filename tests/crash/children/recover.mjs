import { monitor } from './monitor.mjs'

const { EXPECTED, PATIENCE } = process.env

const tally = () => monitor.stats().sinks.http?.error ?? { recovered: 0, delivered: 0 }
const isDone = () => tally().delivered >= Number(EXPECTED ?? Infinity)

const end = performance.now() + Number(PATIENCE ?? 20_000)
while (performance.now() < end && !isDone()) await new Promise((resolve) => setTimeout(resolve, 20))
await monitor.close()
console.log(JSON.stringify(tally()))
