import type { Milliseconds } from '../model/units.ts'
import type { Entry } from './entry.ts'

/** Why a courier came back with entries. */
export interface Pause {
  /** As long as the server said; `undefined` leaves it to our own rule. */
  readonly after: Milliseconds | undefined
  /** The entries of the request that failed; the others were not to blame. */
  readonly failed: readonly Entry[]
}

/** One request after the other, stopping at the first that fails; or all of them at once. */
export type Pace = 'inTurn' | 'atOnce'

/**
 * Takes entries to one sink. It settles those whose fate is known and leaves the others to the
 * lane. It never rejects.
 */
export interface Courier {
  carry(entries: readonly Entry[], pace: Pace): Promise<Pause | undefined>
}
