import type { Stop } from '../model/stop.ts'

/**
 * How the host may be about to end.
 *
 * - `hidden`: the page may never run again; what is sent now may arrive, answers may not be seen.
 * - `idle`: nothing else is left to do; the host waits for what we hold it with.
 * - `exit`: the last synchronous moment.
 */
export type Ending = 'hidden' | 'idle' | 'exit'

/** Tells when a host may be about to end. */
export interface Lifecycle {
  onEnding(listener: (ending: Ending) => void): Stop
}
