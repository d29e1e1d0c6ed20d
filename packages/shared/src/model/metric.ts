import type { Histogram } from './histogram.ts'
import type { WallTime } from './units.ts'

/** What was counted or measured, by its type. What adds up is told since the last time. */
export type MetricFacts = CounterFacts | GaugeFacts | DistributionFacts

/** How often something happened, or how much of it. Add the values up. */
export interface CounterFacts {
  readonly type: 'counter'
  readonly value: number
  /** Since when, where that is known; until the signal's time. */
  readonly started?: WallTime | undefined
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
}
