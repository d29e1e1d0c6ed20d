import { type Milliseconds, milliseconds } from '../model/units.ts'
import type { WireAnswer, WireRequest } from '../ports/wire.ts'
import type { Entry } from './entry.ts'

/** How long a sink may take for what it is given. */
export const longestTrip: Milliseconds = milliseconds(10_000)

/**
 * Takes entries to one sink. It settles those whose fate is known and leaves the others to the
 * lane. It never rejects.
 */
export interface Courier {
  /**
   * With so many requests at a time at the most; none is begun after one has failed. Gives the entries
   * of what failed: the others were not to blame. `undefined` where there was no answer to wait for.
   */
  carry(entries: readonly Entry[], most: number): Promise<readonly Entry[] | undefined>
  /** Sends now all that is carried and was not begun; absent where nothing ever waits. */
  hurry?(): void
  /** Settles by answers that the transport could not hand over any more. */
  conclude?(answers: ReadonlyMap<WireRequest, WireAnswer>): void
}
