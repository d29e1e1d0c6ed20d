import type { WallTime } from './units.ts'

/** What was used of one meter in one minute, by subject, since it was last told. Add the quantities up. */
export interface UsageFacts {
  /** What is metered: `'api-requests'`. */
  readonly meter: string
  /** When it was used: in the minute of UTC that begins then. No hour, day or month ends within it. */
  readonly minute: WallTime
  readonly deltas: readonly UsageDelta[]
}

/** By how much the use of one subject has grown. */
export interface UsageDelta {
  /** Who used it, as whoever bills knows them. */
  readonly subject: string
  /** Below zero: so much is taken back. */
  readonly quantity: number
  /** What its caller calls this one use of the meter by the subject: it counts once, however often it is told. */
  readonly id?: string | undefined
}
