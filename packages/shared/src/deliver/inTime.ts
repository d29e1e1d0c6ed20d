import type { Milliseconds } from '../model/units.ts'
import type { Scheduler } from '../ports/scheduler.ts'

/**
 * Resolves with the work, which never rejects, or when the time is up. The host waits for as long,
 * and no longer.
 */
export const inTime = (
  scheduler: Scheduler,
  timeout: Milliseconds,
  work: Promise<unknown>,
): Promise<void> =>
  new Promise((resolve) => {
    const stop = scheduler.hold(timeout, resolve)
    void work.then(() => {
      stop()
      resolve()
    })
  })
