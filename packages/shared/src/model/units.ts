declare const unit: unique symbol

/** A length of time in milliseconds. */
export type Milliseconds = number & { readonly [unit]: 'milliseconds' }

/** Milliseconds since 1970, as the host's calendar clock tells them. It may jump; never subtract two. */
export type WallTime = number & { readonly [unit]: 'wall' }

/** Milliseconds on a clock that only goes forward. Its zero means nothing; only differences do. */
export type MonotonicTime = number & { readonly [unit]: 'monotonic' }

// Functions by declaration: bundlers leave no calls of these.

/** Calls a number a length of time. */
export function milliseconds(value: number): Milliseconds {
  return value as Milliseconds
}

/** Calls a number a time of the calendar clock. */
export function wallTime(value: number): WallTime {
  return value as WallTime
}

/** Calls a number a time of the monotonic clock. */
export function monotonicTime(value: number): MonotonicTime {
  return value as MonotonicTime
}

/** The moment that lies `delay` after `from`. */
export const after = (from: MonotonicTime, delay: Milliseconds): MonotonicTime =>
  monotonicTime(from + delay)

/** How long it is from `from` until `to`; zero where `to` has passed. */
export const until = (to: MonotonicTime, from: MonotonicTime): Milliseconds =>
  milliseconds(Math.max(0, to - from))
