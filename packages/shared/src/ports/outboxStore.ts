import type { Signal, SignalId } from '../model/signal.ts'

/** A signal as a store keeps it. */
export interface StoredSignal {
  readonly signal: Signal
  /** The names of the sinks that have not settled it. */
  readonly owed: readonly string[]
}

/** What a store finds of earlier lives. */
export type Recovered =
  | ({ readonly type: 'held'; readonly wasParked?: true } & StoredSignal)
  /** Whole, but given up: it is older, or more, than the store may keep. */
  | ({ readonly type: 'lost'; readonly reason: 'expired' | 'storeFull' } & StoredSignal)
  /** So many records that nobody can read any more. */
  | { readonly type: 'unreadable'; readonly records: number }
  /** So many signals of this life that the store had to give up: they are held in memory only. */
  | { readonly type: 'displaced'; readonly signals: number }

/** Where accepted signals survive their process, on the hosts that have such a place. */
export interface OutboxStore {
  /**
   * Critical signals are durable when it returns, where the host can. Throws or rejects where it
   * could not keep them.
   */
  append(signals: readonly StoredSignal[]): void | Promise<void>
  /** That sink is done with them. */
  settle(ids: readonly SignalId[], sink: string): void | Promise<void>
  /**
   * What earlier lives left; each signal goes to one taker only. It may go on, as siblings die.
   *
   * @param hasRoom - of what is parked, only such sinks are given theirs; one gets room as it settles.
   *   Default: all have.
   */
  recover(hasRoom?: (sink: string) => boolean): AsyncIterable<Recovered>
  /**
   * As `append` of critical ones, of which these sinks have no room for theirs: `recover` gives it back to
   * them, in this life or a later one. Absent where nothing outlives the memory.
   */
  park?(signal: StoredSignal, sinks: readonly string[]): void
  /**
   * Leaves nothing of such signals behind, at once where the host can: of this life, settled or not,
   * and of earlier ones as far as no other has taken them. Gives what was still owed and had not
   * been recovered, and past what fails of its place, which it tells. Absent where nothing outlives
   * the memory.
   */
  erase?(
    isGone: (signal: Signal) => boolean,
    onFailed: (error: unknown) => void,
  ): readonly StoredSignal[] | Promise<readonly StoredSignal[]>
  /** Writes what waits, and leaves what is not settled to another life. */
  close(): void | Promise<void>
}
