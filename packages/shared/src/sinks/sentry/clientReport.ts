import type { Loss, LossReason } from '../../model/lossReason.ts'
import type { SignalKind } from '../../model/signal.ts'
import type { WallTime } from '../../model/units.ts'

/**
 * Sentry's own words, where it has one: https://develop.sentry.dev/sdk/telemetry/client-reports/
 * What else was held back on purpose is told as what its own SDKs' processors hold back.
 */
const reasons: Readonly<Partial<Record<LossReason, string>>> = {
  outboxFull: 'queue_overflow',
  rejected: 'send_error',
  tooLarge: 'send_error',
  sinkFailed: 'internal_sdk_error',
  closed: 'network_error',
  dropped: 'before_send',
  sampledOut: 'sample_rate',
  expired: 'cache_overflow',
  storeFull: 'cache_overflow',
}

const categories: Readonly<Partial<Record<SignalKind, string>>> = { error: 'error' }

/** The lines of an item that tells Sentry what did not reach it. */
export const toClientReport = (losses: readonly Loss[], sentAt: WallTime): readonly object[] => {
  const discarded = losses.flatMap(({ kind, reason, count }) => {
    const category = categories[kind]
    return category
      ? [{ reason: reasons[reason] ?? 'event_processor', category, quantity: count }]
      : []
  })
  return discarded.length > 0
    ? [{ type: 'client_report' }, { timestamp: sentAt / 1_000, discarded_events: discarded }]
    : []
}
