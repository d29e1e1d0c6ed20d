import type { Stop } from '../model/stop.ts'

/**
 * How the host may be about to end.
 *
 * - `hidden`: the page may never run again; what is sent now may arrive, answers may not be seen.
 * - `idle`: nothing else is left to do; the host waits for what we hold it with.
 * - `term`: the host was told to end. Whether it waits for what we do is not ours to decide.
 * - `exit`: the last synchronous moment.
 * - `kill`: the same, where there is no time left to send anything.
 */
export type Ending = 'hidden' | 'idle' | 'term' | 'exit' | 'kill'

/** Tells when a host may be about to end. */
export interface Lifecycle {
  /** A promise that the listener returns may be waited for: what it does about `term`. */
  onEnding(listener: (ending: Ending) => unknown): Stop
}
