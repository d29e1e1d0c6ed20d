import type { Contexts } from '../model/attributes.ts'
import type { Mechanism } from '../model/exception.ts'
import type { Fact, SignalId } from '../model/signal.ts'
import type { Stats } from '../model/stats.ts'
import type { Stop } from '../model/stop.ts'

/** What an instrument may do with what it sees. It never throws. */
export interface Capture {
  captureError(thrown: unknown, mechanism: Mechanism): void
  /** Gives its id; nothing where it is held back. */
  captureFact(fact: Fact): SignalId | undefined
  /** What is to be told with this error, should it be captured. */
  explain(thrown: unknown, contexts: Contexts): void
  /** The ledger, as it stands. */
  stats(): Stats
}

/** Watches one facility of a host. */
export interface Instrument {
  readonly name: string
  start(capture: Capture): Stop
  /** Captures by this what it has gathered: what its monitor holds is about to be flushed. */
  report?(capture: Capture): void
}
