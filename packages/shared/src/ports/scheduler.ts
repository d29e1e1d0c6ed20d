import type { Stop } from '../model/stop.ts'
import type { Milliseconds } from '../model/units.ts'

/** The host's timers. */
export interface Scheduler {
  /** Runs the task once, later. It never keeps a process or an isolate alive. */
  after(delay: Milliseconds, task: () => void): Stop
  /** As `after`, but the host waits for it: for deadlines that the app itself awaits. */
  hold(delay: Milliseconds, task: () => void): Stop
}
