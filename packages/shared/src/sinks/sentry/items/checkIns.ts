import type { CheckInSignal } from '../../../model/signal.ts'
import type { Milliseconds } from '../../../model/units.ts'
import type { SentryCheckIn } from '../sentryItems.ts'
import type { Encode } from './item.ts'
import { toSeconds } from './times.ts'

export const encodeCheckIns: Encode<'checkIn'> = (signals) =>
  signals.map((signal) => [{ type: 'check_in' }, toSentryCheckIn(signal)])

const toSentryCheckIn = (signal: CheckInSignal): SentryCheckIn => {
  const { id, begunBy, job, status, duration, schedule, resource, scope } = signal
  return {
    check_in_id: begunBy ?? id,
    monitor_slug: toSlug(job),
    status: status === 'inProgress' ? 'in_progress' : status,
    duration: toSeconds(duration),
    release: resource.release,
    environment: resource.environment,
    monitor_config: schedule && {
      schedule:
        'cron' in schedule.when
          ? { type: 'crontab', value: schedule.when.cron }
          : { type: 'interval', value: toMinutes(schedule.when.every) ?? 1, unit: 'minute' },
      checkin_margin: toMinutes(schedule.margin),
      max_runtime: toMinutes(schedule.maxDuration),
      timezone: schedule.timezone,
      failure_issue_threshold: schedule.failuresToTell,
      recovery_threshold: schedule.successesToMend,
    },
    contexts: scope.trace && {
      trace: { trace_id: scope.trace.traceId, span_id: scope.trace.spanId },
    },
  }
}

/** As Sentry makes it of a job's name: at the most fifty of these characters. */
const toSlug = (job: string): string =>
  job
    .toLowerCase()
    .replace(/[^\w-]+/g, '-')
    .slice(0, 50)

/** Whole ones, and at the least one. */
const toMinutes = (time: Milliseconds | undefined): number | undefined =>
  time === undefined ? undefined : Math.max(1, Math.round(time / 60_000))
