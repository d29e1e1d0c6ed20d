import type { Histogram } from '../../../model/histogram.ts'
import { quantileOf } from '../../../model/quantileOf.ts'
import type { MetricSignal } from '../../../model/signal.ts'
import type { SentryMetric } from '../sentryItems.ts'
import { toContainer, toLine } from './attributes.ts'
import type { Encode } from './item.ts'

type Told = Pick<SentryMetric, 'name' | 'type' | 'value' | 'unit'>

export const encodeMetrics: Encode<'metric'> = (signals) =>
  toContainer('trace_metric', signals.flatMap(toSentryMetrics))

const toSentryMetrics = (signal: MetricSignal): readonly SentryMetric[] => {
  const { name, unit } = signal
  const told: readonly Told[] =
    signal.type === 'distribution'
      ? summaryOf(signal, signal.histogram)
      : [{ name, type: signal.type, value: signal.value, unit }]
  const line = { ...toLine(signal), span_id: signal.scope.trace?.spanId }
  return told.map((one) => ({ ...line, ...one }))
}

/** A distribution there is one value an item: what many were is told by what sums them up. */
const summaryOf = (
  { name, unit }: Pick<MetricSignal, 'name' | 'unit'>,
  histogram: Histogram,
): readonly Told[] => {
  const part = (of: string, value: number, type: Told['type'] = 'gauge'): Told => ({
    name: `${name}.${of}`,
    type,
    value,
    unit,
  })
  const { count, sum, min, max } = histogram
  return [
    { ...part('count', count, 'counter'), unit: undefined },
    part('sum', sum, 'counter'),
    part('min', min),
    part('max', max),
    ...[50, 95, 99].map((percent) =>
      part(`p${percent}`, quantileOf(histogram, percent / 100) ?? max),
    ),
  ]
}
