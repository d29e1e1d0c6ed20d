import { monotonicTime, wallTime } from '../model/units.ts'
import type { Clock } from '../ports/clock.ts'

interface ClockGlobals {
  readonly Date: { now(): number }
  readonly performance: { now(): number }
}

/** The host's own clocks. */
export const createSystemClock = ({ Date, performance }: ClockGlobals): Clock => ({
  now: () => monotonicTime(performance.now()),
  wall: () => wallTime(Date.now()),
})
