import type { Milliseconds } from '../model/units.ts'
import type { WireRequest, WireResponse } from '../ports/wire.ts'
import type { Entry } from './entry.ts'

/** Why a courier came back with entries: wait as long as the server said, or as our own rule says. */
export type Pause = { readonly after: Milliseconds | undefined }

/** The requests of a last call, and what to do with their responses. */
export interface LastCall {
  readonly requests: readonly WireRequest[]
  finish(responses: readonly WireResponse[]): void
}

/**
 * Takes entries to one sink. It settles those whose fate is known and leaves the others to the
 * lane. It never rejects.
 */
export interface Courier {
  carry(entries: readonly Entry[]): Promise<Pause | undefined>
  /** The same in one synchronous step; absent where the sink needs no transport. */
  lastCall?(entries: readonly Entry[]): LastCall
}
