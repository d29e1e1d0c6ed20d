/**
 * `closed`: calls pass. `open`: none does. `halfOpen`: a few do, to find out. `isolated`: none does,
 * by hand.
 */
export type BreakerStateName = 'closed' | 'open' | 'halfOpen' | 'isolated'
