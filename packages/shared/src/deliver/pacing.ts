import type { Stop } from '../model/stop.ts'
import { after, type Milliseconds, milliseconds } from '../model/units.ts'
import type { Runtime } from '../ports/runtime.ts'
import type { BackoffOptions } from '../resilience/backoff.ts'
import { narrowGap, waitWithin, widenGap } from '../resilience/pace.ts'

/** When a lane waits because its sink failed, and how much it asks of one that works again. */
export interface Pacing {
  isWaiting(): boolean
  /** Whether the sink has yet to prove that it works. */
  isCautious(): boolean
  /** @param asked - how long the server wants to be left alone, which others see to. */
  failed(asked: Milliseconds): void
  succeeded(): void
  /** Nothing is left to send. */
  rest(): void
  /** Ends the wait, but not right after a failure: who asks often must not undo all waiting. */
  breakOff(): void
  /** Ends the wait. */
  end(): void
}

export const createPacing = (
  { clock, scheduler, random }: Pick<Runtime, 'clock' | 'scheduler' | 'random'>,
  options: BackoffOptions,
  onEnd: () => void,
): Pacing => {
  const none = milliseconds(0)
  let gap = none
  let waiting: Stop | undefined
  let failedAt = clock.now()

  const end = (): void => {
    waiting?.()
    waiting = undefined
  }

  return {
    isWaiting: () => waiting !== undefined,
    isCautious: () => gap > 0,
    failed: (asked) => {
      failedAt = clock.now()
      const wait = waitWithin(widenGap(gap, options), random)
      gap = widenGap(gap, options, asked)
      waiting ??= scheduler.after(wait, () => {
        waiting = undefined
        onEnd()
      })
    },
    succeeded: () => {
      gap = narrowGap(gap, options)
    },
    rest: () => {
      if (!waiting) gap = none
    },
    breakOff: () => {
      if (clock.now() >= after(failedAt, options.baseDelay)) end()
    },
    end,
  }
}
