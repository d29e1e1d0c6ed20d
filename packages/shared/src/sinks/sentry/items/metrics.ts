import type { MetricSignal } from '../../../model/signal.ts'
import type { SentryMetric } from '../sentryItems.ts'
import { toContainer, toLine } from './attributes.ts'
import type { Encode } from './item.ts'

export const encodeMetrics: Encode<'metric'> = (signals) =>
  toContainer('trace_metric', signals.map(toSentryMetric))

const toSentryMetric = (signal: MetricSignal): SentryMetric => ({
  ...toLine(signal),
  span_id: signal.scope.trace?.spanId,
  name: signal.name,
  type: signal.type,
  value: signal.value,
})
