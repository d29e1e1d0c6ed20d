import type { LossReason } from '../model/lossReason.ts'
import type { Signal } from '../model/signal.ts'
import type { Bytes } from '../model/units.ts'

/** An accepted signal on its way to the sinks. */
export interface Entry {
  readonly signal: Signal
  readonly bytes: Bytes
}

/** How an entry's stay in a lane ended. */
export type Ending = 'delivered' | LossReason

export type Settle = (entry: Entry, ending: Ending) => void
