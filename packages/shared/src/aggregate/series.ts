import type { Attributes } from '../model/attributes.ts'
import type { Exemplar } from '../model/metric.ts'
import type { MetricFact, MetricSignal } from '../model/signal.ts'
import type { WallTime } from '../model/units.ts'
import { type OpenHistogram, putInto, toHistogram } from './openHistogram.ts'
import type { Paths } from './paths.ts'

/** What is done with the values of a metric. */
export interface MetricKind {
  readonly type: MetricSignal['type']
  readonly unit?: string
}

export const counted: MetricKind = { type: 'counter' }
export const gauged: MetricKind = { type: 'gauge' }
export const distributed: MetricKind = { type: 'distribution' }
export const timed: MetricKind = { type: 'distribution', unit: 'millisecond' }

/** All series of one name. */
export interface Metric {
  readonly name: string
  readonly kind: MetricKind
  paths: Paths<Series>
  readonly byKey: Map<string, Series>
}

/** The values of one name and the same attributes, since they were last taken. */
export interface Series {
  readonly metric: Metric
  readonly attributes: Attributes
  /** How much memory its attributes take. */
  readonly bytes: number
  value: number
  histogram: OpenHistogram | undefined
  exemplar: Exemplar | undefined
  isChanged: boolean
  /** Whether its metric still has it. */
  isKept: boolean
}

/** Whether a metric of this kind can take the value. */
export const isValue = (kind: MetricKind, value: unknown): value is number =>
  typeof value === 'number' && value - value === 0 && (kind !== counted || value >= 0)

export const put = (series: Series, value: number): void => {
  const { histogram } = series
  if (histogram) putInto(histogram, value)
  else if (series.metric.kind === counted) series.value += value
  else series.value = value
}

/** It is given a value for the first time since it was taken. */
export const begin = (series: Series, open: () => OpenHistogram): void => {
  series.isChanged = true
  if (series.metric.kind.type === 'distribution') series.histogram = open()
}

/** Its values as one fact; from then on it has none. */
export const take = (series: Series, started: WallTime): MetricFact => {
  const { metric, attributes, value, histogram, exemplar } = series
  const { name, kind } = metric
  const { type, ...unit } = kind
  series.value = 0
  series.histogram = undefined
  series.exemplar = undefined
  series.isChanged = false
  const told = { kind: 'metric', name, attributes, ...unit } as const
  if (type === 'gauge') return { ...told, type, value }
  const sum = { ...told, started, exemplar }
  return histogram
    ? { ...sum, type: 'distribution', histogram: toHistogram(histogram) }
    : { ...sum, type: 'counter', value }
}
