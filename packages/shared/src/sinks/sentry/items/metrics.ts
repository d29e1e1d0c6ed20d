import type { MetricSignal } from '../../../model/signal.ts'
import type { SentryMetric } from '../sentryItems.ts'
import { toAttributes, toContainer, traceIdOf } from './attributes.ts'
import type { Encode } from './item.ts'

export const encodeMetrics: Encode<'metric'> = (signals) =>
  toContainer('trace_metric', 'trace-metric', signals.map(toSentryMetric))

const toSentryMetric = (signal: MetricSignal): SentryMetric => ({
  timestamp: signal.time / 1_000,
  trace_id: traceIdOf(signal),
  span_id: signal.scope.trace?.spanId,
  name: signal.name,
  type: signal.type,
  value: signal.value,
  attributes: toAttributes(signal),
})
