import type { Loss, LossReason } from '../../model/lossReason.ts'
import type { SignalKind } from '../../model/signal.ts'
import type { WallTime } from '../../model/units.ts'

/** Sentry's own words: https://develop.sentry.dev/sdk/telemetry/client-reports/ */
const reasons: Readonly<Record<LossReason, string>> = {
  outboxFull: 'queue_overflow',
  rejected: 'send_error',
  tooLarge: 'send_error',
  sinkFailed: 'internal_sdk_error',
  closed: 'network_error',
  dropped: 'before_send',
  filtered: 'event_processor',
  noise: 'event_processor',
  repeated: 'event_processor',
  rateCapped: 'event_processor',
  sampledOut: 'sample_rate',
  noConsent: 'event_processor',
  forgotten: 'event_processor',
  expired: 'cache_overflow',
  storeFull: 'cache_overflow',
}

const categories: Readonly<Partial<Record<SignalKind, string>>> = { error: 'error' }

/** The lines of an item that tells Sentry what did not reach it. */
export const toClientReport = (losses: readonly Loss[], sentAt: WallTime): readonly object[] => {
  const discarded = losses.flatMap(({ kind, reason, count }) => {
    const category = categories[kind]
    return category ? [{ reason: reasons[reason], category, quantity: count }] : []
  })
  return discarded.length > 0
    ? [{ type: 'client_report' }, { timestamp: sentAt / 1_000, discarded_events: discarded }]
    : []
}
