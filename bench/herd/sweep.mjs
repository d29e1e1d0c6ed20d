import { run } from './measure.mjs'
import { createHoldfast } from './rules/holdfast.mjs'
import { createWorkload } from './workload.mjs'

const headrooms = [1.5, 2, 3]

/** @type {readonly { name: string, changes: Partial<import('./workload.mjs').Workload> }[]} */
const fleets = [
  { name: '1,000 clients, a request each 30 s', changes: { clients: 1_000 } },
  { name: '30,000 clients, each 30 s', changes: {} },
  { name: '3,000, each 1 s', changes: { clients: 3_000, intervalMs: 1_000 } },
  { name: '30,000, each 5 s', changes: { intervalMs: 5_000 } },
  { name: '30,000, each 10 s', changes: { intervalMs: 10_000 } },
  { name: '30,000, each 60 s', changes: { intervalMs: 60_000 } },
  { name: '30,000, each 2 min', changes: { intervalMs: 120_000 } },
  { name: '30,000, each 10 min', changes: { intervalMs: 600_000 } },
  { name: '30,000, each 30 s, one signal a request', changes: { signals: 1 } },
  { name: '30,000, each 30 s, five signals', changes: { signals: 5 } },
  { name: '30,000, each 30 s, `Retry-After: 30`', changes: { retryAfterMs: 30_000 } },
  { name: '30,000, each 30 s, down for 1 min', changes: { outageMs: 60_000, afterMs: 600_000 } },
  { name: '10,000, each 30 s, down for 1 h', changes: { clients: 10_000, outageMs: 3_600_000 } },
]

/** @param {Partial<import('./workload.mjs').Workload>} changes */
export const runHeadrooms = (changes) =>
  headrooms.map((headroom) => run(createWorkload({ ...changes, headroom }), createHoldfast))

/** Our rule on fleets and outages of other kinds, so that the claims are not about one point. */
export const sweep = () =>
  fleets.map(({ name, changes }) => ({ name, runs: runHeadrooms({ clients: 30_000, ...changes }) }))
