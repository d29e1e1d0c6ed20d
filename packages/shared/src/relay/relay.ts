import type { FlushResult } from '../model/stats.ts'
import type { Duration } from '../primitives/duration.ts'
import type { RelayStats } from './relayStats.ts'

/** A relay, whatever the shape of its host's requests. */
export interface Relay {
  /** The ledger of its sinks, and what became of all requests. */
  stats(): RelayStats
  /** Delivers what is held. It never rejects. Default: `shutdownTimeout`. */
  flush(timeout?: Duration): Promise<FlushResult>
  /** Refuses what comes from now on, delivers what is held, and leaves the rest to the next life. */
  close(timeout?: Duration): Promise<FlushResult>
}
