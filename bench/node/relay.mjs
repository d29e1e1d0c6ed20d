// What it takes to be answered by a relay, over a bare handler that reads the same body and parses it, at
// 10,000 batches a minute: rounds of both in turn, each server in a process of its own.
//
//   node bench/node/relay.mjs [rounds] [milliseconds of a round]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median } from '../median.mjs'
import { drive } from './relay/drive.mjs'
import { startServer } from './relay/startServer.mjs'

const [rounds = 9, milliseconds = 6_000] = process.argv.slice(2).map(Number)
const most = 2

const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))
const sink = await startServer(['sink'])
const contestants = {
  bare: await startServer(['bare']),
  relay: await startServer(['relay', sink.url], { HOLDFAST_STORE_DIR: folder }),
}

/** @type {Record<string, { half: number, most: number }[]>} */
const results = { bare: [], relay: [] }
let posted = 0
for (let round = 0; round <= rounds; round++) {
  // One that is always first would always find the machine as the other has left it.
  const order = Object.entries(contestants)
  if (round % 2 === 1) order.reverse()
  for (const [name, { url }] of order) {
    const latencies = (await drive(url, milliseconds)).sort((one, other) => one - other)
    if (name === 'relay') posted += latencies.length
    const at = (/** @type {number} */ share) =>
      latencies[Math.floor(latencies.length * share)] ?? Number.NaN
    // The first round is for the compiler.
    if (round > 0) results[name]?.push({ half: at(0.5), most: at(0.99) })
  }
}

await new Promise((resolve) => setTimeout(resolve, 1_500))
const stats = await contestants.relay.ask()
await Promise.all([sink, ...Object.values(contestants)].map(({ stop }) => stop()))
rmSync(folder, { recursive: true, force: true })

const summary = Object.fromEntries(
  Object.entries(results).map(([name, taken]) => [
    name,
    { half: median(taken.map(({ half }) => half)), most: median(taken.map((one) => one.most)) },
  ]),
)
const ratio = (summary['relay']?.most ?? Number.NaN) / (summary['bare']?.most ?? Number.NaN)
console.log(
  `median of ${rounds} rounds of ${milliseconds} ms at 10,000 batches a minute; Node ${process.version}`,
)
for (const [name, { half, most: slow }] of Object.entries(summary)) {
  console.log(`${name.padEnd(8)}p50 ${half.toFixed(2)} ms   p99 ${slow.toFixed(2)} ms`)
}
console.log(`relay / bare, p99: ${ratio.toFixed(2)}`)
const { accepted } = stats.requests
console.log(`accepted ${accepted} of ${posted} batches; ${JSON.stringify(stats.sinks.http)}`)
process.exitCode = ratio <= most && accepted === posted ? 0 : 1
