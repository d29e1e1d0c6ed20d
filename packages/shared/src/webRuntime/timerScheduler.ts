import type { Scheduler } from '../ports/scheduler.ts'

interface TimerGlobals<Timer> {
  readonly setTimeout: (task: () => void, delay: number) => Timer
  readonly clearTimeout: (timer: Timer) => void
}

/**
 * The host's own timers.
 *
 * @param detach - makes a timer one that the host does not wait for, on hosts that would.
 */
export const createTimerScheduler = <Timer>(
  { setTimeout, clearTimeout }: TimerGlobals<Timer>,
  detach?: (timer: Timer) => void,
): Scheduler => {
  const start =
    (prepare?: (timer: Timer) => void): Scheduler['after'] =>
    (delay, task) => {
      const timer = setTimeout(task, delay)
      prepare?.(timer)
      return () => clearTimeout(timer)
    }
  return { after: start(detach), hold: start() }
}
