// How many requests a server serves under each kind of monitoring, against a bare one: errors, metrics of requests
// and a context for each, nothing traced. Each server is a process of its own; they take turns, and none is asked
// while another is. What counts is the processor time of a request, for on a shared machine it is nearly the same
// in each run, where requests a second are not; a server that is busy serves as many more as it takes less.
//
//   node bench/node/requests.mjs [rounds] [requests a round]
import { once } from 'node:events'
import { createServer } from 'node:http'
import { median } from '../median.mjs'
import { startContestant } from './requests/startContestant.mjs'

const [rounds = 9, requests = 20_000] = process.argv.slice(2).map(Number)
const least = 0.93
const kinds = ['bare', 'context', 'holdfast', 'prom-client', 'OpenTelemetry', '@sentry/node']

const collector = createServer((request, response) =>
  request.resume().on('end', () => response.end('{}')),
)
await once(collector.listen(0, '127.0.0.1'), 'listening')
const address = collector.address()
const url = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`
const contestants = await Promise.all(kinds.map((kind) => startContestant(kind, url)))

/** @typedef {{ readonly each: number, readonly rate: number }} Result */
/** @type {Record<string, Result>[]} */
const results = []
for (let round = 0; round <= rounds; round++) {
  /** @type {Record<string, Result>} */
  const result = {}
  for (const { kind, serve } of contestants) result[kind] = await serve(requests)
  // The first round is for the compiler.
  if (round > 0) results.push(result)
}
for (const { stop } of contestants) stop()
collector.close()
collector.closeAllConnections()

/** @param {string} kind @param {(own: Result, bare: Result) => number} ask */
const medianOf = (kind, ask) =>
  median(results.flatMap(({ [kind]: own, bare }) => (own && bare ? [ask(own, bare)] : [])))
const byTime = (/** @type {string} */ kind) => medianOf(kind, (own, bare) => bare.each / own.each)

console.log(`median of ${rounds} rounds of ${requests} requests; Node ${process.version}`)
console.log('                  CPU a request   of bare   requests/s   of bare')
for (const kind of kinds) {
  const columns = [
    `${medianOf(kind, ({ each }) => each).toFixed(1)} µs`.padStart(15),
    byTime(kind).toFixed(3).padStart(10),
    medianOf(kind, ({ rate }) => rate)
      .toFixed(0)
      .padStart(13),
    medianOf(kind, (own, bare) => own.rate / bare.rate)
      .toFixed(3)
      .padStart(10),
  ]
  console.log(kind.padEnd(16) + columns.join(''))
}
process.exitCode = byTime('holdfast') >= least ? 0 : 1
