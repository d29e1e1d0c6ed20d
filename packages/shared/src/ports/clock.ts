import type { MonotonicTime, WallTime } from '../model/units.ts'

export interface Clock {
  /** For measuring and waiting. */
  now(): MonotonicTime
  /** For telling when something happened. */
  wall(): WallTime
}
