import type { Stats } from '@holdfast/shared'
import type { ReceivedRequest } from '@holdfast/shared/testing'

/** What happened, as the app, the ledger and the sink saw it. */
export interface Run {
  /** Of all that was captured. */
  readonly ids: readonly string[]
  readonly requests: readonly ReceivedRequest[]
  /** Ten a second. */
  readonly samples: readonly Stats[]
  readonly stats: Stats
  /** From the last capture until everything was settled, in milliseconds. */
  readonly drained: number
}
