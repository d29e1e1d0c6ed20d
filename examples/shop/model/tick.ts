import type { Stats } from '@holdfast/node'
import type { Arrival } from './arrival.ts'

/** What the page hears five times a second. */
export interface Tick {
  readonly isCollectorUp: boolean
  readonly api: Stats
  readonly worker: Stats
  /** How many signals have arrived in all, repeats not counted. */
  readonly arrivedCount: number
  /** Those that have arrived since the last tick, the newest last; of many only the end. */
  readonly arrivals: readonly Arrival[]
}
