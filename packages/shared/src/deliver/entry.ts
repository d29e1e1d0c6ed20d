import type { LossReason } from '../model/lossReason.ts'
import type { Signal } from '../model/signal.ts'

/** An accepted signal on its way to the sinks. */
export interface Entry {
  readonly signal: Signal
  readonly bytes: number
  /** How many lanes have not settled it. */
  holders: number
}

/** How an entry's stay in a lane ended. */
export type Ending = 'delivered' | LossReason

export type Settle = (entry: Entry, ending: Ending) => void
