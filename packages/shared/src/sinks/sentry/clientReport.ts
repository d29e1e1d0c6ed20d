import type { Loss, LossReason } from '../../model/lossReason.ts'
import type { WallTime } from '../../model/units.ts'
import { categories } from './categories.ts'
import type { Item } from './items/item.ts'

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

/** An item that tells Sentry what did not reach it; none where there is nothing to tell. */
export const toClientReport = (losses: readonly Loss[], sentAt: WallTime): readonly Item[] => {
  const discarded_events = losses.map(({ kind, reason, count }) => ({
    reason: reasons[reason] ?? 'event_processor',
    category: categories[kind][0],
    quantity: count,
  }))
  return discarded_events.length > 0
    ? [[{ type: 'client_report' }, { timestamp: sentAt / 1_000, discarded_events }]]
    : []
}
