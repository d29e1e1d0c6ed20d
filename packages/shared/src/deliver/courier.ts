import type { Milliseconds } from '../model/units.ts'
import type { Entry } from './entry.ts'

/** Why a courier came back with entries. */
export interface Pause {
  /** As long as the server said; `undefined` leaves it to our own rule. */
  readonly after: Milliseconds | undefined
  /** The entries of the requests that failed; the others were not to blame. */
  readonly failed: readonly Entry[]
}

/**
 * Takes entries to one sink. It settles those whose fate is known and leaves the others to the
 * lane. It never rejects.
 */
export interface Courier {
  /** With so many requests at a time at the most; none is begun after one has failed. */
  carry(entries: readonly Entry[], most: number): Promise<Pause | undefined>
  /** Sends now all that is carried and was not begun; absent where nothing ever waits. */
  hurry?(): void
}
