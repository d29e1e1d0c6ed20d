import { isKept, longestDrain, mostOffered } from './measure.mjs'

/**
 * What is just over a limit must not read as if it were within.
 * @param {number} value
 */
const roundUp = (value) => (Math.ceil(value * 100) / 100).toFixed(2)

/**
 * @param {number} drain
 * @param {import('./workload.mjs').Workload} workload
 */
const showDrain = (drain, { afterMs, outageMs, headroom }) =>
  Number.isFinite(drain)
    ? `${roundUp(drain)} x`
    : `over ${((afterMs / outageMs) * (headroom - 1)).toFixed(1)} x`

/** @param {number} share */
const showLost = (share) => {
  if (share === 0) return 'none'
  return share < 0.001 ? 'under 0.1 %' : `${(share * 100).toFixed(1)} %`
}

/**
 * @param {readonly { name: string, run: import('./measure.mjs').Run }[]} rules
 * @returns {string}
 */
export const toRulesTable = (rules) => {
  const rows = rules.map(({ name, run: { workload, figures } }) => {
    const held = figures.lost > 0.01 ? 'nothing to drain' : showDrain(figures.drain, workload)
    return `| ${name} | ${roundUp(figures.peak)} x | ${held} | ${showLost(figures.lost)} |`
  })
  return [
    '| rule | most offered load, of the capacity | drained, of the ideal time | lost signals |',
    '|---|---:|---:|---:|',
    ...rows,
  ].join('\n')
}

/** @param {import('./measure.mjs').Run} run */
const toCell = ({ figures, workload }) => {
  const text = `${roundUp(figures.peak)} / ${showDrain(figures.drain, workload)}`
  const lost = figures.lost > 0 ? `, ${showLost(figures.lost)} lost` : ''
  return isKept(figures) ? text : `**${text}${lost}**`
}

/**
 * @param {readonly { name: string, runs: readonly import('./measure.mjs').Run[] }[]} rows
 * @returns {string}
 */
export const toSweepTable = (rows) => {
  const headrooms = rows[0]?.runs.map(({ workload }) => `${workload.headroom} x normal`) ?? []
  return [
    `| fleet | ${headrooms.join(' | ')} |`,
    `|---|${headrooms.map(() => '---:|').join('')}`,
    ...rows.map(({ name, runs }) => `| ${name} | ${runs.map(toCell).join(' | ')} |`),
  ].join('\n')
}

/**
 * What stands in the document.
 * @param {object} tables
 * @param {string} tables.rules
 * @param {string} tables.sweep
 * @returns {string}
 */
export const toMarkdown = ({ rules, sweep }) => `
A million clients, a sink that is down for ten minutes, a simulated clock, no sockets. Each client sends
a request every 30 seconds on average, and each is a full batch, so that no rule gains by batching what
it holds. The sink serves twice the normal load, once it is back, and refuses what is more.

${rules}

Offered load counts every request that reaches the sink, in the worst second after its return. The
backlog is drained when every client has once held nothing, new signals included; the ideal time is the
backlog's requests / (capacity - normal load). Naive retry sends all that it holds every five seconds. The rules of
the others are those of \`@sentry/core\` 11.12.0 (no retry) and \`@opentelemetry/otlp-exporter-base\` 0.301.1
(five retries within ten seconds): soon they offer little, since they have given up.

![Requests that a million clients send around an outage, by rule](herd-rules.svg)

Holdfast runs the code that it ships (\`resilience/pace.ts\`), with its defaults:

![Offered load of Holdfast for three capacities](herd-holdfast.svg)

The same for other fleets: the most offered load / the time to drain. **Bold** is where one of the two claims
(under ${mostOffered} x the capacity in every second, drained within ${longestDrain} x the ideal time) does not
hold, or something was lost.

${sweep}

Where it does not hold, and why:

- **Clients that send seldom.** A client tries about every 75 seconds (half to all of \`retry.maxDelay\`, 100
  seconds). Where it normally sends less often, its attempts alone are more than the normal load: raise
  \`retry.maxDelay\` to the time between two requests, at the cost of a later return.
- **Backlogs that batching makes small.** Where what ten minutes hold fits one batch a client, the ideal time is
  shorter than the wait of a client that does not know yet. It takes 100 seconds then, at less than the
  capacity.
- **Short outages.** A wait is about as long as what has passed of the outage, so the return takes as long
  again, however much the sink could take.
- **Few requests.** A sink of some dozen requests a second meets, by chance, seconds of more.
- **Round trips as long as the time between two requests.** One request at a time is then no more than what is
  new, and ten at once, when a client runs freely again, are several times the capacity. (Not in the table:
  a second for an answer, a request a second.)
- **Clients so busy that the outage fills their outbox** (10,000 signals) lose the oldest signals, booked as
  \`outboxFull\`.
`
