import type { Histogram } from '../../model/histogram.ts'
import { mergeWithin } from '../../model/mergeHistograms.ts'
import type { CounterFacts, DistributionFacts, Exemplar } from '../../model/metric.ts'
import { countByBounds } from './classicBuckets.ts'
import type { Labels } from './labels.ts'
import type { GaugeAggregate } from './prometheusOptions.ts'

/** What a series has come to. */
export type Series = CounterSeries | GaugeSeries | HistogramSeries

export interface CounterSeries {
  readonly type: 'counter'
  readonly labels: Labels
  value: number
  exemplar: Exemplar | undefined
}

export interface GaugeSeries {
  readonly type: 'gauge'
  readonly labels: Labels
  /** By the worker that told it. */
  readonly values: Map<string, { readonly value: number; readonly time: number }>
}

export interface HistogramSeries {
  readonly type: 'distribution'
  readonly labels: Labels
  readonly bounds: readonly number[]
  /** Of each bucket its own; the last one has no bound. */
  readonly counts: number[]
  /** Of each bucket the latest. */
  readonly exemplars: Map<number, Exemplar>
  whole: Histogram | undefined
}

export const addToCounter = (series: CounterSeries, { value, exemplar }: CounterFacts): void => {
  series.value += value
  series.exemplar = toExemplar(exemplar) ?? series.exemplar
}

/** @param most - so many exponential buckets of each sign. */
export const addToHistogram = (
  series: HistogramSeries,
  { histogram, exemplar }: DistributionFacts,
  most: number,
): void => {
  const { bounds, counts, exemplars, whole } = series
  for (const [place, count] of countByBounds(histogram, bounds).entries()) {
    counts[place] = (counts[place] ?? 0) + count
  }
  series.whole = mergeWithin(whole ?? none, histogram, most)
  const told = toExemplar(exemplar)
  if (!told) return
  const place = bounds.findIndex((bound) => told.value <= bound)
  exemplars.set(place < 0 ? bounds.length : place, told)
}

const none: Histogram = {
  count: 0,
  sum: 0,
  min: Infinity,
  max: -Infinity,
  scale: 6,
  zeroCount: 0,
  positive: { offset: 0, counts: [] },
  negative: { offset: 0, counts: [] },
}

/** A worker's word may have been changed on its way: what is no trace breaks the line that tells it. */
const toExemplar = (told: Exemplar | undefined): Exemplar | undefined =>
  told &&
  /^[\da-f]{32}$/.test(told.traceId) &&
  /^[\da-f]{16}$/.test(told.spanId) &&
  Number.isFinite(told.value) &&
  Number.isFinite(told.time)
    ? told
    : undefined

/** What the workers' values come to; nothing where none is left. */
export const aggregated = (
  { values }: GaugeSeries,
  aggregate: GaugeAggregate,
): number | undefined => {
  const all = [...values.values()]
  if (all.length === 0) return undefined
  const numbers = all.map(({ value }) => value)
  if (aggregate === 'max') return Math.max(...numbers)
  if (aggregate === 'min') return Math.min(...numbers)
  if (aggregate === 'sum') return numbers.reduce((sum, value) => sum + value, 0)
  return all.reduce((latest, one) => (one.time >= latest.time ? one : latest)).value
}
