/**
 * A failed request is not sent again: its events are lost. After a 429, or an answer with `Retry-After`,
 * nothing is sent until that time is over, and what is captured meanwhile is lost.
 * From `@sentry/core` 11.12.0: `transports/base.ts`, `utils/ratelimit.ts`.
 * @type {import('./rule.mjs').CreateRule}
 */
export const createSentry = ({ clients, signals }) => {
  const limitedUntilMs = new Float64Array(clients)
  return {
    name: 'Sentry',
    signalsAtMost: signals,
    heldAtMost: Number.POSITIVE_INFINITY,
    requestsNow: (client, batches, nowMs) => ((limitedUntilMs[client] ?? 0) > nowMs ? 0 : batches),
    givesUp: ({ client, nowMs, askedMs }) => {
      if (askedMs > 0) limitedUntilMs[client] = nowMs + askedMs
      return Number.POSITIVE_INFINITY
    },
    waitMs: () => 0,
  }
}
