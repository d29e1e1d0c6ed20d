import { describeFamily, type Family } from './families.ts'
import type { Labels } from './labels.ts'
import type { PrometheusSettings } from './prometheusOptions.ts'
import type { View } from './registry.ts'
import type { CounterSeries, GaugeSeries, HistogramSeries } from './series.ts'
import { aggregated } from './series.ts'

/** A family as it is about to be told, in whichever format. */
export interface Exposed extends Pick<Family, 'base' | 'unit' | 'divisor' | 'type'> {
  readonly help: string
  readonly counters: readonly CounterSeries[]
  readonly gauges: readonly { readonly labels: Labels; readonly value: number }[]
  readonly histograms: readonly HistogramSeries[]
}

export const expose = (
  { families }: View,
  { metrics, gauges: aggregate }: PrometheusSettings,
): readonly Exposed[] =>
  families.flatMap((family) => {
    const { base, unit, divisor, type, origins } = family
    const own = metrics.get(origins[0] ?? '')
    const series = [...family.series.values()]
    const gauges = series
      .filter((one): one is GaugeSeries => one.type === 'gauge')
      .flatMap((gauge) => {
        const value = aggregated(gauge, own?.gauges ?? aggregate)
        return value === undefined ? [] : [{ labels: gauge.labels, value }]
      })
    const isEmpty = type === 'gauge' && gauges.length === 0
    const exposed = {
      ...{ base, unit, divisor, type },
      help: own?.help ?? describeFamily(family),
      counters: series.filter((one): one is CounterSeries => one.type === 'counter'),
      gauges,
      histograms: series.filter((one): one is HistogramSeries => one.type === 'distribution'),
    }
    return isEmpty ? [] : [exposed]
  })

/** Who tells it, as OpenTelemetry names that. A worker of another version may say it otherwise. */
export const targetLabels = ({ resource }: View): Labels =>
  Object.entries({
    deployment_environment: resource?.environment,
    service_name: resource?.service,
    service_version: resource?.release,
  }).flatMap(([name, value]) =>
    typeof value === 'string' && value ? [[name, value] as const] : [],
  )

export const helpOfTarget = 'The program that tells this.'

/** One more than before, or than none: counts up to each bound. */
export const cumulated = (counts: readonly number[]): readonly number[] => {
  let sum = 0
  return counts.map((count) => {
    sum += count
    return sum
  })
}
