import type { Loss, LossReason } from '../../model/lossReason.ts'
import type { WallTime } from '../../model/units.ts'
import { categories } from './categories.ts'

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

/** The lines of an item that tells Sentry what did not reach it. */
export const toClientReport = (losses: readonly Loss[], sentAt: WallTime): readonly object[] => {
  const discarded = losses.map(({ kind, reason, count }) => ({
    reason: reasons[reason] ?? 'event_processor',
    category: categories[kind][0],
    quantity: count,
  }))
  return discarded.length > 0
    ? [{ type: 'client_report' }, { timestamp: sentAt / 1_000, discarded_events: discarded }]
    : []
}
