/**
 * Counts of values by size: the base-2 exponential histogram of OpenTelemetry. Bucket `index` holds
 * what is above `base ** index` and at most `base ** (index + 1)`, where `base` is `2 ** (2 ** -scale)`.
 */
export interface Histogram {
  readonly count: number
  readonly sum: number
  readonly min: number
  readonly max: number
  /** 6 at the most: each bucket is then 1.1 % wide, and 64 of them reach to twice the value. */
  readonly scale: number
  readonly zeroCount: number
  readonly positive: Buckets
  /** Of values below zero, by their size without the sign. */
  readonly negative: Buckets
}

/** The first bucket has the index `offset`; those after `counts` are empty. */
export interface Buckets {
  readonly offset: number
  readonly counts: readonly number[]
}

/** The finest scale that is used: its buckets tell a value to 0.55 %. */
export const finestScale = 6

/** Of each sign: at the finest scale enough for a range of 1 to 4,000,000,000. */
export const mostBuckets = 2_048
