// From `@opentelemetry/otlp-exporter-base` 0.301.1 (`retrying-transport`), with its default timeout; the
// sizes are the defaults of the batch span processor, which exports one batch after the other.
const retries = 5
const firstWaitMs = 1_000
const longestWaitMs = 5_000
const growth = 1.5
const jitter = 0.2
/** For all attempts together: a retry that would come later is not made. */
const timeoutMs = 10_000
const batchSize = 512
const queueSize = 2_048

/**
 * Retries within ten seconds, then the batch is lost.
 * @type {import('./rule.mjs').CreateRule}
 */
export const createOpenTelemetry = ({ clients }, random) => {
  const failures = new Uint8Array(clients)
  const deadlineMs = new Float64Array(clients)
  const nextMs = new Float64Array(clients)

  /** @param {number} failure the how many-th in a row */
  const drawWait = (failure) => {
    const spread = 1 + (random() * 2 - 1) * jitter
    return Math.min(firstWaitMs * growth ** (failure - 1) * spread, longestWaitMs)
  }

  return {
    name: 'OpenTelemetry',
    signalsAtMost: batchSize,
    heldAtMost: queueSize,
    requestsNow: () => 1,
    givesUp: ({ client, requests, taken, nowMs, askedMs }) => {
      const failed = taken < requests ? (failures[client] ?? 0) + 1 : 0
      failures[client] = failed
      if (failed === 0) return 0
      if (failed === 1) deadlineMs[client] = nowMs + timeoutMs
      const wait = askedMs || drawWait(failed)
      nextMs[client] = wait
      if (failed <= retries && nowMs + wait <= (deadlineMs[client] ?? 0)) return 0
      failures[client] = 0
      return 1
    },
    waitMs: ({ client }) => ((failures[client] ?? 0) > 0 ? (nextMs[client] ?? 0) : 0),
  }
}
