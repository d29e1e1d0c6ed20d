import type { Json } from '../../model/attributes.ts'
import type { SentryEvent } from './sentryEvent.ts'

/** Items as Sentry takes them, before JSON leaves out what is undefined. Times are in seconds. */

/** What logs and metrics have in common. */
export interface SentryLine {
  readonly timestamp: number
  readonly trace_id: string
  readonly attributes: SentryAttributes
}

/** https://develop.sentry.dev/sdk/telemetry/logs/ */
export interface SentryLog extends SentryLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'fatal'
  readonly severity_number: number
  readonly body: string
}

/** https://develop.sentry.dev/sdk/telemetry/metrics/ */
export interface SentryMetric extends SentryLine {
  readonly span_id?: string | undefined
  readonly name: string
  readonly type: 'counter' | 'gauge'
  readonly value: number
  readonly unit?: string | undefined
}

export type SentryAttributes = Readonly<Record<string, SentryAttribute>>

export interface SentryAttribute {
  readonly type: 'string' | 'boolean' | 'integer' | 'double'
  readonly value: string | number | boolean
}

/** https://develop.sentry.dev/sdk/telemetry/sessions/ */
export interface SentrySession {
  readonly sid: string
  readonly did?: string | undefined
  readonly init: boolean
  readonly started: string
  readonly timestamp: string
  readonly status: 'ok' | 'exited' | 'crashed' | 'abnormal'
  readonly errors: number
  readonly duration?: number | undefined
  readonly attrs: SentryRelease
}

export interface SentrySessions {
  readonly aggregates: readonly {
    readonly started: string
    readonly exited: number
    readonly errored: number
    readonly crashed: number
  }[]
  readonly attrs: SentryRelease
}

interface SentryRelease {
  readonly release?: string | undefined
  readonly environment?: string | undefined
}

/** https://develop.sentry.dev/sdk/telemetry/check-ins/ */
export interface SentryCheckIn {
  readonly check_in_id: string
  readonly monitor_slug: string
  readonly status: 'in_progress' | 'ok' | 'error'
  readonly duration?: number | undefined
  readonly release?: string | undefined
  readonly environment?: string | undefined
  readonly monitor_config?: SentryMonitorConfig | undefined
  readonly contexts?: { readonly trace: SentryTrace } | undefined
}

/** Lengths of time in minutes. */
interface SentryMonitorConfig {
  readonly schedule:
    | { readonly type: 'crontab'; readonly value: string }
    | { readonly type: 'interval'; readonly value: number; readonly unit: 'minute' }
  readonly checkin_margin?: number | undefined
  readonly max_runtime?: number | undefined
  readonly timezone?: string | undefined
  readonly failure_issue_threshold?: number | undefined
  readonly recovery_threshold?: number | undefined
}

export interface SentryTrace {
  readonly trace_id: string
  readonly span_id: string
}

/** https://develop.sentry.dev/sdk/telemetry/feedbacks/ */
export interface SentryFeedback extends Omit<SentryEvent, 'contexts'> {
  readonly type: 'feedback'
  readonly contexts: Readonly<Record<string, Json | SentryFeedbackContext>>
}

interface SentryFeedbackContext {
  readonly message: string
  readonly contact_email?: string | undefined
  readonly name?: string | undefined
  readonly associated_event_id?: string | undefined
  readonly url?: string | undefined
}
