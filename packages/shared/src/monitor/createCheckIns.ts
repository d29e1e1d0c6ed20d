import type { SignalId } from '../model/signal.ts'
import type { Capture, Instrument } from '../ports/instrument.ts'
import type { CheckIn } from './monitorOptions.ts'
import { toCheckIn } from './toCheckIn.ts'

/** The word of jobs that run by a schedule. */
export interface CheckIns extends Instrument {
  /**
   * Captures that a job has begun or how it ended, so that a backend can tell when it did not run.
   *
   * @param job - its name, which stays the same.
   * @returns what its end is to be told with, as `begunBy`.
   * @example
   * const begunBy = monitor.checkIn('nightly-report', { status: 'inProgress', schedule: { cron: '0 3 * * *' } })
   * await sendReport()
   * monitor.checkIn('nightly-report', { status: 'ok', begunBy })
   */
  checkIn(job: string, checkIn: CheckIn): SignalId | undefined
}

/** Makes check-ins that one monitor captures. */
export const createCheckIns = (): CheckIns => {
  let capture: Capture | undefined
  return {
    name: 'checkIns',
    start: (given) => {
      capture = given
      return () => {
        capture = undefined
      }
    },
    checkIn: (job, checkIn) =>
      capture?.captureFact({ kind: 'checkIn', ...toCheckIn(job, checkIn) }),
  }
}
