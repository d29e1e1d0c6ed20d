import type { Stop } from '../model/stop.ts'
import type { Milliseconds } from '../model/units.ts'
import type { Scheduler } from '../ports/scheduler.ts'

/** Something that calls a listener once, when it is done. */
export type Awaited = (listener: () => void) => Stop

/**
 * Resolves when all are done, or when the time is up; then nothing waits for them any more. The
 * host waits for as long, and no longer.
 */
export const inTime = (
  scheduler: Scheduler,
  timeout: Milliseconds,
  all: readonly Awaited[],
): Promise<void> =>
  new Promise((resolve) => {
    let open = all.length
    const stops: Stop[] = []
    const end = (): void => {
      for (const stop of stops) stop()
      resolve()
    }
    stops.push(scheduler.hold(timeout, end))
    for (const onDone of all) {
      stops.push(
        onDone(() => {
          if (--open === 0) end()
        }),
      )
    }
    if (open === 0) end()
  })
