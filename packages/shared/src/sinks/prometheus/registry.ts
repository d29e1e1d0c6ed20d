import type { Attributes } from '../../model/attributes.ts'
import { mostBuckets } from '../../model/histogram.ts'
import type { Resource } from '../../model/resource.ts'
import type { MetricFact, SignalId } from '../../model/signal.ts'
import type { WallTime } from '../../model/units.ts'
import { attempt, isObject } from '../../primitives/attempt.ts'
import { createRecentIds } from '../../primitives/recentIds.ts'
import { createFamilies, type Family } from './families.ts'
import { type Labels, toLabels } from './labels.ts'
import type { PrometheusSettings } from './prometheusOptions.ts'
import {
  addToCounter,
  addToHistogram,
  type GaugeSeries,
  type HistogramSeries,
  type Series,
} from './series.ts'

/** A signal as far as it is added up: it may come from another process, as JSON. */
export type Delta = MetricFact & { readonly id: SignalId; readonly time: WallTime }

/** The cumulative view of all that was counted, by whichever worker. */
export interface Registry {
  /** @param source - names the worker. What cannot be told is counted as such. */
  add(deltas: readonly Delta[], source: string): void
  /** Leaves out the gauges of a worker that is no more, and of those that began in it. */
  forget(source: string): void
  /** Who this is about: the first that says so. */
  introduce(resource: Resource): void
  view(): View
}

/** What all series have come to. */
export interface View {
  readonly families: readonly Family[]
  readonly resource: Resource | undefined
}

/** Over `maxSeries`, so that each name that has too many is told in one more. */
const mostOverflows = 1_000
/** Exponential buckets in all: 8 MiB. Beyond it each series is told in coarser ones. */
const mostCells = 2 ** 20
const fewBuckets = 160
/** Of all labels together. */
const mostBytes = 16 * 2 ** 20
/** Those who take over a worker that died tell again what it had not noted as told. */
const mostIds = 20_000
const overflow: Attributes = { overflow: true }

/**
 * Adds up to series, of which there are never too many.
 *
 * @param wall - of the host. Gauges that were told before now are of another life.
 */
export const createRegistry = (settings: PrometheusSettings, wall: () => WallTime): Registry => {
  const began = wall()
  const { maxSeries, buckets } = settings
  const families = createFamilies(maxSeries + mostOverflows)
  const recent = createRecentIds(mostIds)
  const own = {
    overflow: openOwn('holdfast.prometheus.overflow'),
    refused: openOwn('holdfast.prometheus.refused'),
  }
  let resource: Resource | undefined
  let count = 0
  let cells = 0
  let bytes = 0

  function openOwn(name: string): { value: number } {
    const family = families.of({ name, type: 'counter' })
    const series = { type: 'counter', labels: [], value: 0, exemplar: undefined } as const
    return openIn(family, '[]', { ...series }) as { value: number }
  }

  const boundsOf = ({ divisor }: Family, name: string): readonly number[] => {
    const bounds = settings.metrics.get(name)?.buckets ?? (divisor > 1 ? buckets : powersOfFour())
    return divisor > 1 ? bounds.map((bound) => inUnits(bound, divisor)) : bounds
  }
  const openSeries = (family: Family, labels: Labels, name: string): Series => {
    const { type } = family
    if (type === 'counter') return { type, labels, value: 0, exemplar: undefined }
    if (type === 'gauge') return { type, labels, values: new Map() }
    const bounds = boundsOf(family, name)
    const counts = Array.from({ length: bounds.length + 1 }, () => 0)
    return { type, labels, bounds, counts, exemplars: new Map(), whole: undefined }
  }
  const seriesOf = (family: Family, attributes: Attributes, name: string): Series | undefined => {
    const labels = toLabels(attributes, family.type === 'distribution' ? 'le' : undefined)
    const key = JSON.stringify(labels)
    const known = family.series.get(key)
    if (known) return known
    if (attributes === overflow) {
      if (count >= maxSeries + mostOverflows) return undefined
    } else if (count >= maxSeries || bytes >= mostBytes) {
      own.overflow.value++
      return seriesOf(family, overflow, name)
    }
    count++
    bytes += key.length * 2
    return openIn(family, key, openSeries(family, labels, name))
  }
  /** Room for others: workers that come and go may each have a name in their labels. */
  const close = (all: Map<string, Series>, key: string): void => {
    all.delete(key)
    count--
    bytes -= key.length * 2
  }

  const addHistogram = (series: HistogramSeries, delta: Delta): void => {
    if (delta.type !== 'distribution') return
    cells -= cellsOf(series)
    addToHistogram(series, delta, cells < mostCells ? mostBuckets : fewBuckets)
    cells += cellsOf(series)
  }
  const addOne = (delta: Delta, source: string): boolean => {
    if (!isSound(delta)) return false
    // A gauge that an earlier life left says nothing of this one.
    if (delta.type === 'gauge' && isBefore(delta.time, began, wall())) return true
    if (!recent.add(delta.id)) return true
    const family = families.of(delta)
    const series = family && seriesOf(family, delta.attributes, delta.name)
    if (!series) return false
    if (series.type === 'distribution') addHistogram(series, delta)
    else if (delta.type === 'counter' && series.type === 'counter') addToCounter(series, delta)
    else if (delta.type === 'gauge' && series.type === 'gauge') {
      const { value, time } = delta
      const known = series.values.get(source)
      // One that comes late, from a worker that died and by way of this one, is older.
      if (!known || !isBefore(time, known.time, wall())) series.values.set(source, { value, time })
    }
    return true
  }

  return {
    add: (deltas, source) => {
      for (const delta of deltas) {
        if (!attempt(() => addOne(delta, source), false)) own.refused.value++
      }
    },
    forget: (source) => {
      for (const { series } of families.all()) {
        for (const [key, one] of series) {
          if (one.type !== 'gauge') continue
          forgetIn(one, source)
          if (one.values.size === 0) close(series, key)
        }
      }
    },
    introduce: (given) => {
      resource ??= given
    },
    view: () => ({ families: families.all().filter(({ series }) => series.size > 0), resource }),
  }
}

const openIn = (family: Family | undefined, key: string, series: Series): Series => {
  family?.series.set(key, series)
  return series
}

/** A time that is yet to come says nothing: the clock was set back since. */
const isBefore = (time: number, other: number, now: WallTime): boolean =>
  time < other && other <= now

const cellsOf = ({ whole }: HistogramSeries): number =>
  whole ? whole.positive.counts.length + whole.negative.counts.length : 0

const forgetIn = ({ values }: GaugeSeries, gone: string): void => {
  for (const source of values.keys()) {
    if (source === gone || source.startsWith(`${gone}/`)) values.delete(source)
  }
}

/** A hook of the app may have changed it, or a worker of another version told it. */
const isSound = (delta: Delta): boolean => {
  const { name, attributes } = delta
  if (typeof name !== 'string' || !isObject(attributes)) return false
  if (delta.type === 'gauge') return Number.isFinite(delta.value)
  if (delta.type === 'counter') return Number.isFinite(delta.value) && delta.value >= 0
  const { count, sum, min, max, scale, zeroCount, positive, negative } = delta.histogram
  const counts = [count, zeroCount, ...positive.counts, ...negative.counts]
  return (
    [min, max].every(Number.isFinite) &&
    [scale, positive.offset, negative.offset].every(Number.isSafeInteger) &&
    counts.every((counted) => Number.isSafeInteger(counted) && counted >= 0) &&
    typeof sum === 'number'
  )
}

/** 1.001 seconds are 1,001 milliseconds, and not a hair less, as multiplying has it. */
const inUnits = (bound: number, divisor: number): number =>
  Number((bound * divisor).toPrecision(15))

/** They are bounds of exponential buckets of each scale that is used: these counts are exact. */
const powersOfFour = (): readonly number[] => Array.from({ length: 16 }, (_, power) => 4 ** power)
