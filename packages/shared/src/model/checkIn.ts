import type { Milliseconds } from './units.ts'

/** What a job that runs by a schedule says of itself. */
export interface CheckInFacts {
  /** Its name, which stays the same: lower-case letters, digits, hyphens. */
  readonly job: string
  readonly status: 'inProgress' | 'ok' | 'error'
  /** The check-in of this run that said `inProgress`, where there is one. */
  readonly begunBy?: string | undefined
  /** How long the run took. */
  readonly duration?: Milliseconds | undefined
  /** When it is to run; a backend that does not know the job yet learns it from this. */
  readonly schedule?: JobSchedule | undefined
}

/** When a job is to run, and when somebody should hear of it. */
export interface JobSchedule {
  /** When: as of `cron`, or so long after each other, in whole minutes. */
  readonly when: { readonly cron: string } | { readonly every: Milliseconds }
  /** Of which place the times are: `'Europe/Berlin'`. */
  readonly timezone?: string | undefined
  /** How late it may be. */
  readonly margin?: Milliseconds | undefined
  /** How long it may run. */
  readonly maxDuration?: Milliseconds | undefined
  /** How many runs in a row have to fail before somebody is told. */
  readonly failuresToTell?: number | undefined
  /** How many in a row have to go well before it counts as mended. */
  readonly successesToMend?: number | undefined
}
