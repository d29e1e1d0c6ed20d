import type { WireAnswer, WireRequest } from '../ports/wire.ts'
import type { Entry } from './entry.ts'

/**
 * Takes entries to one sink. It settles those whose fate is known and leaves the others to the
 * lane. It never rejects.
 */
export interface Courier {
  /**
   * With so many requests at a time at the most; none is begun after one has failed. Gives the
   * entries of those that failed: the others were not to blame.
   */
  carry(entries: readonly Entry[], most: number): Promise<readonly Entry[]>
  /** Sends now all that is carried and was not begun; absent where nothing ever waits. */
  hurry?(): void
  /** Settles by answers that the transport could not hand over any more. */
  conclude?(answers: ReadonlyMap<WireRequest, WireAnswer>): void
}
