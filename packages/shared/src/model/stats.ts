import type { LossReason } from './lossReason.ts'
import type { SignalKind } from './signal.ts'

/**
 * The fate of the signals of one kind at one sink. At every instant
 * `accepted + recovered = delivered + pending + (the sum of lost)`.
 */
export interface Tally {
  /** Captured in this life of the monitor. */
  readonly accepted: number
  /** Taken over from an earlier life, which had not delivered them. */
  readonly recovered: number
  /** Confirmed by the sink. */
  readonly delivered: number
  /** Held, or on the way. */
  readonly pending: number
  readonly lost: Readonly<Partial<Record<LossReason, number>>>
}

/** What a store could not do. */
export interface StoreTally {
  /** Signals that are held in memory only, because they could not be written. */
  readonly notStored: number
  /** Records of earlier lives that nobody can read any more. */
  readonly unreadable: number
}

/** The ledger: what became of every signal, for each sink and kind. */
export interface Stats {
  readonly sinks: Readonly<Record<string, Readonly<Partial<Record<SignalKind, Tally>>>>>
  readonly store: StoreTally
}

/** What a flush achieved, summed over the sinks. */
export interface FlushResult {
  readonly delivered: number
  readonly lost: number
  readonly pending: number
}
