import { nothing } from './rule.mjs'

const intervalMs = 5_000

/**
 * What is often written by hand: everything that is held is sent again every five seconds.
 * @type {import('./rule.mjs').CreateRule}
 */
export const createNaive = ({ signals }) => ({
  name: 'naive retry',
  signalsAtMost: signals,
  heldAtMost: 10_000,
  requestsNow: (_client, batches) => batches,
  givesUp: nothing,
  waitMs: () => intervalMs,
})
