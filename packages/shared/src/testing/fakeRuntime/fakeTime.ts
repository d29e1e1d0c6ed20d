import { type MonotonicTime, monotonicTime, type WallTime, wallTime } from '../../model/units.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Scheduler } from '../../ports/scheduler.ts'

/** A clock that goes on only when a hand turns it, and the timers that hang on it. */
export interface FakeTime {
  readonly clock: Clock
  readonly scheduler: Scheduler
  /** Runs what falls due in the next `milliseconds`, in its order. */
  advance(milliseconds: number): Promise<void>
  /** Sets the calendar clock, as an operator or a time server does. Nothing falls due by it. */
  jumpWall(milliseconds: number): void
  /** Runs no timer any more. */
  stop(): void
}

interface Timer {
  readonly due: MonotonicTime
  readonly task: () => void
}

/** Such as real ones: two that must never be mistaken for one another. */
const bootedFor = 5_000
const newYear2026 = 1_767_225_600_000

/** @param settle - lets all that has been started come to rest. */
export const createFakeTime = (settle: () => Promise<void>): FakeTime => {
  const timers = new Set<Timer>()
  let now = bootedFor
  let wallZero = newYear2026 - bootedFor
  let stopped = false

  const after: Scheduler['after'] = (delay, task) => {
    const timer = { due: monotonicTime(now + Math.max(delay, 0)), task }
    if (!stopped) timers.add(timer)
    return () => void timers.delete(timer)
  }

  /** The first to fall due; of several at once, the one that was asked for first. */
  const nextDue = (limit: number): Timer | undefined => {
    let next: Timer | undefined
    for (const timer of timers) {
      if (timer.due <= limit && (!next || timer.due < next.due)) next = timer
    }
    return next
  }

  return {
    clock: { now: () => monotonicTime(now), wall: (): WallTime => wallTime(wallZero + now) },
    scheduler: { after, hold: after },
    advance: async (milliseconds) => {
      const end = now + milliseconds
      await settle()
      for (let timer = nextDue(end); timer; timer = nextDue(end)) {
        timers.delete(timer)
        now = timer.due
        timer.task()
        await settle()
      }
      now = end
    },
    jumpWall: (milliseconds) => {
      wallZero += milliseconds
    },
    stop: () => {
      stopped = true
      timers.clear()
    },
  }
}
