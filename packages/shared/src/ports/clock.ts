import type { MonotonicTime, WallTime } from '../model/units.ts'

/** The host's two clocks. */
export interface Clock {
  /** For measuring and waiting. */
  now(): MonotonicTime
  /** For telling when something happened. */
  wall(): WallTime
}
