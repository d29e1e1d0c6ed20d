// What it takes to be answered by a relay, over a bare handler that reads the same body and parses it: both
// take 10,000 batches a minute at the same time, in turn, each in a process of its own.
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
const bare = await startServer(['bare'])
const relay = await startServer(['relay', sink.url], { HOLDFAST_STORE_DIR: folder })

/** @param {readonly number[]} latencies */
const quantiles = (latencies) => ({
  half: latencies[Math.floor(latencies.length * 0.5)] ?? Number.NaN,
  slow: latencies[Math.floor(latencies.length * 0.99)] ?? Number.NaN,
})

/** @type {{ bare: ReturnType<typeof quantiles>, relay: ReturnType<typeof quantiles> }[]} */
const results = []
let posted = 0
for (let round = 0; round <= rounds; round++) {
  const [ofBare = [], ofRelay = []] = await drive([bare.url, relay.url], milliseconds)
  posted += ofRelay.length
  // The first round is for the compiler.
  if (round > 0) results.push({ bare: quantiles(ofBare), relay: quantiles(ofRelay) })
}

await new Promise((resolve) => setTimeout(resolve, 2_000))
const stats = await relay.ask()
await Promise.all([sink, bare, relay].map(({ stop }) => stop()))
rmSync(folder, { recursive: true, force: true })

const ratio = median(results.map((round) => round.relay.slow / round.bare.slow))
console.log(
  `median of ${rounds} rounds of ${milliseconds} ms at 10,000 batches a minute each; Node ${process.version}`,
)
for (const name of /** @type {const} */ (['bare', 'relay'])) {
  const half = median(results.map((round) => round[name].half))
  const slow = median(results.map((round) => round[name].slow))
  console.log(`${name.padEnd(8)}p50 ${half.toFixed(2)} ms   p99 ${slow.toFixed(2)} ms`)
}
console.log(`relay / bare, p99: ${ratio.toFixed(2)}`)
const { http = {} } = stats.sinks
const delivered = Object.values(http).reduce((sum, tally) => sum + tally.delivered, 0)
console.log(
  `accepted ${stats.requests.accepted} of ${posted} batches, delivered ${delivered} of ${4 * posted} signals`,
)
process.exitCode = ratio <= most && delivered === 4 * posted ? 0 : 1
