import type { SignalKind } from '../../model/signal.ts'

/**
 * What Sentry calls each kind, where it counts and limits them:
 * https://develop.sentry.dev/sdk/foundations/transport/rate-limiting/
 */
export const categories: Readonly<Record<SignalKind, readonly [string, ...string[]]>> = {
  error: ['error', 'default'],
  log: ['log_item', 'log_byte'],
  event: ['log_item', 'log_byte'],
  metric: ['trace_metric', 'trace_metric_byte'],
  usage: ['unknown'],
  session: ['session'],
  checkIn: ['monitor'],
  feedback: ['feedback'],
  attachment: ['attachment_item', 'attachment'],
  envelope: ['default'],
}
