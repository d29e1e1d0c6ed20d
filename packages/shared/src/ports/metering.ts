import type { Attributes } from '../model/attributes.ts'
import type { Duration } from '../primitives/duration.ts'

/** How a monitor counts and measures: many values of a series become one signal. */
export interface Metering {
  /**
   * Counts how often something happens, or how much of it.
   *
   * @param value - zero or more. Default: 1.
   * @param attributes - texts, numbers and booleans of which there are few different ones: never ids.
   * @example
   * monitor.count('orders', 1, { country: 'BR', plan: 'pro' })
   */
  count(name: string, value?: number, attributes?: Attributes): void
  /** Tells how much there is of something now: of what is told until the next flush, the last counts. */
  gauge(name: string, value: number, attributes?: Attributes): void
  /** Tells how long something took: how the times are spread is kept, within 1 % of each. */
  time(name: string, milliseconds: number, attributes?: Attributes): void
  /** As `time`, of what is no time: sizes, amounts. */
  distribution(name: string, value: number, attributes?: Attributes): void
  /** A counter that is held on to, where each nanosecond counts, with the attributes that are always the same. */
  counter(name: string, attributes?: Attributes): Counter
  /** As `counter`, for `time`. */
  timer(name: string, attributes?: Attributes): Timer
  /**
   * Measures how long it is until what it returns is called: once, which is told as `time` does.
   *
   * @returns a function that takes more attributes, and returns the milliseconds; when called again, the same.
   */
  startTimer(name: string, attributes?: Attributes): StopTimer
  /**
   * Calls `fn`, and tells how long it took as `time` does, once, with the attribute `outcome`: `ok`, or
   * `error` where it throws or rejects. What it returns or throws is passed on. Of a promise, or
   * whatever has a `then`, the end counts, and the caller gets the promise that `then` returns.
   *
   * @example
   * const page = await monitor.measure('render', () => render(cart), { slow: '2s' })
   */
  measure<Result>(name: string, fn: () => Result, options?: MeasureOptions): Result
}

/** A counter of which name and attributes are known. */
export interface Counter {
  /**
   * @param value - zero or more. Default: 1.
   * @param attributes - of this value, on top of the counter's own.
   */
  add(value?: number, attributes?: Attributes): void
}

/** What times are told to, of which name and attributes are known. */
export interface Timer {
  /** @param attributes - of this value, on top of the timer's own. */
  record(milliseconds: number, attributes?: Attributes): void
}

/** Ends what a timer measures. */
export type StopTimer = (attributes?: Attributes) => number

/** What `measure` tells besides. */
export interface MeasureOptions {
  readonly attributes?: Attributes
  /**
   * From here on a call is slow, and told by itself as well: a line of the log, of severity `warn`, with
   * the user, the tags and the trace of the scope in which it began. Default: none is.
   */
  readonly slow?: Duration
}
