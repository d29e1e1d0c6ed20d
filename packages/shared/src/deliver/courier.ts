import type { Milliseconds } from '../model/units.ts'
import type { Entry } from './entry.ts'

/** Why a courier came back with entries: wait as long as the server said, or as our own rule says. */
export type Pause = { readonly after: Milliseconds | undefined }

/** One request after the other, stopping at the first that fails; or all of them at once. */
export type Pace = 'inTurn' | 'atOnce'

/**
 * Takes entries to one sink. It settles those whose fate is known and leaves the others to the
 * lane. It never rejects.
 */
export interface Courier {
  carry(entries: readonly Entry[], pace: Pace): Promise<Pause | undefined>
}
