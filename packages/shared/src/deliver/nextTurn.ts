import type { Stop } from '../model/stop.ts'
import type { Milliseconds } from '../model/units.ts'
import type { Scheduler } from '../ports/scheduler.ts'

/** When it is a lane's turn next: as soon as anyone has asked for. */
export interface NextTurn {
  within(delay: Milliseconds): void
  stop(): void
}

export const createNextTurn = (
  scheduler: Pick<Scheduler, 'after'>,
  onTurn: () => void,
): NextTurn => {
  let next: { readonly delay: Milliseconds; readonly stop: Stop } | undefined
  const stop = (): void => {
    next?.stop()
    next = undefined
  }
  return {
    within: (delay) => {
      if (next && next.delay <= delay) return
      stop()
      next = { delay, stop: scheduler.after(delay, onTurn) }
    },
    stop,
  }
}
