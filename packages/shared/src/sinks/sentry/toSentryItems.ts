import type { Attributes } from '../../model/attributes.ts'
import { type Severity, severities } from '../../model/severity.ts'
import type {
  CheckInSignal,
  EventSignal,
  FeedbackSignal,
  LogSignal,
  MetricSignal,
  SessionSignal,
  Signal,
} from '../../model/signal.ts'
import type { Milliseconds, WallTime } from '../../model/units.ts'
import type {
  SentryAttribute,
  SentryAttributes,
  SentryCheckIn,
  SentryFeedback,
  SentryLog,
  SentryMetric,
  SentrySession,
  SentrySessions,
} from './sentryItems.ts'
import { toSentryEvent } from './toSentryEvent.ts'

/** Sentry wants a trace of each; what belongs to none has one of its own. */
const traceIdOf = ({ id, scope }: Signal): string => scope.trace?.traceId ?? id

/** An event that is no failure is a line of the log there. */
export const toSentryLog = (signal: LogSignal | EventSignal): SentryLog => {
  const [level, body]: [Severity, string] =
    signal.kind === 'log' ? [signal.severity, signal.message] : ['info', signal.name]
  return {
    timestamp: signal.time / 1_000,
    trace_id: traceIdOf(signal),
    level,
    // Of OpenTelemetry's 24 numbers, the first of each four: https://opentelemetry.io/docs/specs/otel/logs/data-model/
    severity_number: severities.indexOf(level) * 4 + 5,
    body,
    attributes: toAttributes(signal),
  }
}

export const toSentryMetric = (signal: MetricSignal): SentryMetric => ({
  timestamp: signal.time / 1_000,
  trace_id: traceIdOf(signal),
  span_id: signal.scope.trace?.spanId,
  name: signal.name,
  type: signal.type,
  value: signal.value,
  attributes: toAttributes(signal),
})

const toAttributes = ({
  resource,
  scope,
  attributes,
}: LogSignal | EventSignal | MetricSignal): SentryAttributes => {
  const { service, release, environment, sdk } = resource
  const { user, tags, trace } = scope
  const all: Record<string, Attributes[string] | undefined> = {
    'service.name': service,
    'sentry.release': release,
    'sentry.environment': environment,
    'sentry.sdk.name': sdk.name,
    'sentry.sdk.version': sdk.version,
    'sentry.trace.parent_span_id': trace?.spanId,
    'user.id': user?.id,
    'user.name': user?.name,
    'user.email': user?.email,
    ...tags,
    ...attributes,
  }
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, { type: typeOf(value), value }]],
    ),
  )
}

const typeOf = (value: Attributes[string]): SentryAttribute['type'] => {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'integer' : 'double'
  return typeof value === 'boolean' ? 'boolean' : 'string'
}

/** Each session by itself; those that were counted together with others of their release. */
export const toSentrySessions = (
  signals: readonly SessionSignal[],
): readonly (readonly [type: string, SentrySession | SentrySessions])[] => {
  const counted = new Map<string, SentrySessions>()
  const single = signals.flatMap((signal) => {
    const { release, environment } = signal.resource
    const attrs = { release, environment }
    const started = toIso(signal.started)
    if (signal.type === 'one') {
      const { sessionId, isFirst, status, errors, duration } = signal
      const session: SentrySession = {
        sid: sessionId,
        did: signal.scope.user?.id,
        init: isFirst,
        started,
        timestamp: toIso(signal.time),
        status,
        errors,
        duration: toSeconds(duration),
        attrs,
      }
      return [['session', session] as const]
    }
    const { exited, errored, crashed } = signal
    const key = JSON.stringify(attrs)
    const before = counted.get(key)?.aggregates ?? []
    counted.set(key, { aggregates: [...before, { started, exited, errored, crashed }], attrs })
    return []
  })
  return [...single, ...[...counted.values()].map((sessions) => ['sessions', sessions] as const)]
}

export const toSentryCheckIn = (signal: CheckInSignal): SentryCheckIn => {
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

/** It is an event without a failure: what it says stands among the contexts. */
export const toSentryFeedback = (signal: FeedbackSignal): SentryFeedback => {
  const { message, contact, about, url, ...facts } = signal
  const silent = { kind: 'error', severity: 'info', message: '', exceptions: [] } as const
  const { message: _, contexts, ...event } = toSentryEvent({ ...facts, ...silent })
  const feedback = {
    message,
    contact_email: contact?.email,
    name: contact?.name,
    associated_event_id: about,
    url,
  }
  return { ...event, type: 'feedback', contexts: { ...contexts, feedback } }
}

/** As Sentry makes it of a job's name: at the most fifty of these characters. */
const toSlug = (job: string): string =>
  job
    .toLowerCase()
    .replace(/[^\w-]+/g, '-')
    .slice(0, 50)

const toIso = (time: WallTime): string => new Date(time).toISOString()

const toSeconds = (time: Milliseconds | undefined): number | undefined =>
  time === undefined ? undefined : time / 1_000

/** Whole ones, and at the least one. */
const toMinutes = (time: Milliseconds | undefined): number | undefined =>
  time === undefined ? undefined : Math.max(1, Math.round(time / 60_000))
