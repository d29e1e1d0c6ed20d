import type { MisconfiguredSink, WireSink } from '../../ports/sink.ts'
import { createSentry, type SentryOptions } from './createSentry.ts'
import { encodeAttachments } from './items/attachments.ts'
import { encodeCheckIns } from './items/checkIns.ts'
import { encodeErrors } from './items/errors.ts'
import { encodeFeedback } from './items/feedback.ts'
import { encodeLogs } from './items/logs.ts'
import { encodeMetrics, encodePageMetrics } from './items/metrics.ts'
import { encodeSessions } from './items/sessions.ts'

/**
 * Ships signals to Sentry, or to any server that takes its envelopes.
 *
 * @example
 * sentry({ dsn: 'https://0123456789abcdef@errors.example.com/42' })
 */
export const sentry = (options: SentryOptions): WireSink | MisconfiguredSink =>
  createSentry(options, {
    encoders: { ...pageEncoders, metric: encodeMetrics, checkIn: encodeCheckIns },
    contentType: 'application/x-sentry-envelope',
    isPage: false,
  })

/** As {@link sentry}, for pages, which run no jobs. */
export const pageSentry = (options: SentryOptions): WireSink | MisconfiguredSink =>
  createSentry(options, {
    encoders: pageEncoders,
    // Of the types that a browser sends to another origin without asking first.
    contentType: 'text/plain;charset=UTF-8',
    isPage: true,
  })

const pageEncoders = {
  error: encodeErrors,
  log: encodeLogs,
  event: encodeLogs,
  metric: encodePageMetrics,
  session: encodeSessions,
  feedback: encodeFeedback,
  attachment: encodeAttachments,
}
