import type { LossReason } from '../model/lossReason.ts'
import type { Stats } from '../model/stats.ts'
import type { RefusalReason } from './refusal.ts'

/** What became of all requests and signals: the ledger of the sinks, and what stands before it. */
export interface RelayStats extends Stats {
  /** At every instant `received = accepted + preflights + underWay + (the sum of refused)`. */
  readonly requests: {
    readonly received: number
    readonly accepted: number
    /** Browsers' questions whether they may send. */
    readonly preflights: number
    readonly underWay: number
    readonly refused: Readonly<Partial<Record<RefusalReason, number>>>
  }
  /** Of the requests that were accepted; an envelope counts as one. */
  readonly signals: {
    /** In the ledger of each sink that takes them. */
    readonly accepted: number
    /** Came before, under the same id, and are taken care of. */
    readonly repeated: number
    /** No sink takes them. */
    readonly unwanted: number
  }
  /** What clients have told that they lost, before it could come here: a figure to watch. */
  readonly told: Readonly<Partial<Record<LossReason, number>>>
}
