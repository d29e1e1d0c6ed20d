import type { Histogram } from './histogram.ts'
import type { Trace } from './scope.ts'
import type { WallTime } from './units.ts'

/** What was counted or measured, by its type. What adds up is told since the last time. */
export type MetricFacts = CounterFacts | GaugeFacts | DistributionFacts

/** How often something happened, or how much of it. Add the values up. */
export interface CounterFacts {
  readonly type: 'counter'
  readonly value: number
  /** Since when, where that is known; until the signal's time. */
  readonly started?: WallTime | undefined
  /** One of its values that belongs to a trace; only where a sink asks for it. */
  readonly exemplar?: Exemplar | undefined
}

/** How much there was of something, the last time that one looked. */
export interface GaugeFacts {
  readonly type: 'gauge'
  readonly value: number
}

/** How values were spread. Merge the histograms. */
export interface DistributionFacts {
  readonly type: 'distribution'
  readonly histogram: Histogram
  /** Since when, where that is known; until the signal's time. */
  readonly started?: WallTime | undefined
  /** One of its values that belongs to a trace; only where a sink asks for it. */
  readonly exemplar?: Exemplar | undefined
}

/** A value that was recorded within a trace, the latest of its series. */
export interface Exemplar extends Trace {
  readonly value: number
  readonly time: WallTime
}
