import type { Histogram } from '../../../model/histogram.ts'
import { quantileOf } from '../../../model/quantileOf.ts'
import type { MetricSignal } from '../../../model/signal.ts'
import type { SentryMetric } from '../sentryItems.ts'
import { toContainer, toLine } from './attributes.ts'
import type { Encode } from './item.ts'

type Told = Pick<SentryMetric, 'name' | 'type' | 'value' | 'unit'>

export const encodeMetrics: Encode<'metric'> = (signals) =>
  toContainer(
    'trace_metric',
    signals.flatMap((signal) => toSentryMetrics(signal, quantilesOf)),
  )

/** Of a page, which has few values of each, without quantiles: they would weigh more than they tell. */
export const encodePageMetrics: Encode<'metric'> = (signals) =>
  toContainer(
    'trace_metric',
    signals.flatMap((signal) => toSentryMetrics(signal)),
  )

/** By the ends of their names. */
type Gauges = readonly (readonly [of: string, value: number])[]

const quantilesOf = (histogram: Histogram): Gauges =>
  [50, 95, 99].map((percent) => [
    `p${percent}`,
    quantileOf(histogram, percent / 100) ?? histogram.max,
  ])

const toSentryMetrics = (
  signal: MetricSignal,
  gaugesOf: (histogram: Histogram) => Gauges = () => [],
): readonly SentryMetric[] => {
  const { name, unit } = signal
  const told: readonly Told[] =
    signal.type === 'distribution'
      ? summaryOf(signal, signal.histogram, gaugesOf(signal.histogram))
      : [{ name, type: signal.type, value: signal.value, unit }]
  const line = { ...toLine(signal), span_id: signal.scope.trace?.spanId }
  return told.map((one) => ({ ...line, ...one }))
}

/** A distribution there is one value an item: what many were is told by what sums them up. */
const summaryOf = (
  { name, unit }: Pick<MetricSignal, 'name' | 'unit'>,
  { count, sum, min, max }: Histogram,
  gauges: Gauges,
): readonly Told[] => {
  const part = (of: string, value: number, type: Told['type'] = 'gauge'): Told => ({
    name: `${name}.${of}`,
    type,
    value,
    unit,
  })
  return [
    { ...part('count', count, 'counter'), unit: undefined },
    part('sum', sum, 'counter'),
    part('min', min),
    part('max', max),
    ...gauges.map(([of, value]) => part(of, value)),
  ]
}
