import type { LossReason } from '../model/lossReason.ts'
import type { Signal } from '../model/signal.ts'

/** An accepted signal on its way to the sinks. */
export interface Entry {
  readonly signal: Signal
  readonly bytes: number
  /** The signal with what is too slow for its caller's path: made once, when first asked for. */
  readonly prepared: () => Signal
  /** How many lanes have not settled it. */
  holders: number
}

/** How an entry's stay in a lane ended. */
export type Settlement = 'delivered' | LossReason

export type Settle = (entry: Entry, settlement: Settlement) => void

/** @param prepare - what is done to the signal before any sink encodes it. */
export const createEntry = (
  facts: Omit<Entry, 'prepared'>,
  prepare: (signal: Signal) => Signal,
): Entry => {
  let prepared: Signal | undefined
  return {
    ...facts,
    prepared: () => {
      prepared ??= prepare(facts.signal)
      return prepared
    },
  }
}
