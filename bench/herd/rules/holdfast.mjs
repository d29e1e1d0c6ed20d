import { milliseconds, narrowGap, waitWithin, widenGap } from '@holdfast/shared'
import { nothing } from './rule.mjs'

/** The defaults of the options `retry`, `batch` and `outbox`. */
const backoff = { baseDelay: milliseconds(500), maxDelay: milliseconds(100_000) }
const batchSize = 30
const outboxSize = 10_000
/** Of a lane that runs freely. */
const requestsAtOnce = 10

/**
 * The product's own pace, as its lanes use it.
 * @type {import('./rule.mjs').CreateRule}
 */
export const createHoldfast = ({ clients }, random) => {
  const gaps = new Float64Array(clients)

  /** @param {number} client */
  const gapOf = (client) => milliseconds(gaps[client] ?? 0)

  return {
    name: 'Holdfast',
    signalsAtMost: batchSize,
    heldAtMost: outboxSize,
    requestsNow: (client, batches) => (gapOf(client) > 0 ? 1 : Math.min(requestsAtOnce, batches)),
    givesUp: nothing,
    waitMs: ({ client, requests, taken, askedMs, isDone }) => {
      if (taken === requests) {
        gaps[client] = isDone ? 0 : narrowGap(gapOf(client), backoff)
        return 0
      }
      gaps[client] = widenGap(gapOf(client), backoff, askedMs)
      return waitWithin(gapOf(client), random)
    },
  }
}
