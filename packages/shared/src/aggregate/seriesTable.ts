import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Attributes } from '../model/attributes.ts'
import { clip } from '../primitives/toJson.ts'
import { keyOf } from './keyOf.ts'
import { createPaths } from './paths.ts'
import type { Metric, MetricKind, Series } from './series.ts'

/** Knows all series that there are, of which there are never too many. */
export interface SeriesTable {
  /** The fast way: what is known by these very words. Throws where reading the attributes does. */
  find(kind: MetricKind, name: unknown, attributes: unknown): Series | undefined
  /** Any attributes, and any name: nothing where it is no name, or that of another kind of metric. */
  open(kind: MetricKind, name: unknown, attributes: unknown): Series | undefined
  /** Where it is crowded, leaves out what has not changed. */
  tidy(): void
}

interface SeriesTableParts {
  /** Of one name. */
  readonly mostSeries: number
  readonly debug: DebugChannel
  /** Attributes out of any value. */
  readonly toAttributes: (value: unknown) => Attributes
}

/** Made of what calls differ in, names would never end. */
const mostNames = 1_000
const mostInAll = 5_000
/** Of all attributes together. */
const mostBytes = 4 * 1_024 * 1_024
const longestName = 200
/** The attributes of what there was no room for. */
const overflow: Attributes = { overflow: true }

export const createSeriesTable = (parts: SeriesTableParts): SeriesTable => {
  const { mostSeries, debug, toAttributes } = parts
  const metrics = new Map<unknown, Metric>()
  let count = 0
  let bytes = 0
  const newPaths = () => createPaths<Series>(mostSeries * 2)

  const metricOf = (kind: MetricKind, told: unknown): Metric | undefined => {
    const name = typeof told === 'string' ? clip(told, longestName) : ''
    const known = metrics.get(name)
    if (known?.kind === kind) return known
    const why = whyNot(name, known)
    if (why) return void debug.sayOnce('metricRefused', `The metric "${name}" ${why}.`)
    const metric = { name, kind, paths: newPaths(), byKey: new Map() }
    metrics.set(name, metric)
    return metric
  }
  const whyNot = (name: string, known: Metric | undefined): string | undefined => {
    if (known) return `is a ${known.kind.unit ?? ''} ${known.kind.type} already`.replace('  ', ' ')
    if (name === '') return 'has no name'
    return metrics.size === mostNames ? 'is one too many: there are 1,000' : undefined
  }

  const seriesOf = (metric: Metric, attributes: Attributes): Series => {
    const key = keyOf(attributes)
    const known = metric.byKey.get(key)
    if (known) return known
    const isOverflow = attributes === overflow
    const isFull = metric.byKey.size >= mostSeries || count >= mostInAll || bytes >= mostBytes
    if (isFull && !isOverflow) {
      const text = `The metric "${metric.name}" has too many series: others are one, "overflow".`
      debug.sayOnce('metricOverflow', text)
      return seriesOf(metric, overflow)
    }
    const series = {
      metric,
      attributes,
      bytes: key.length * 2,
      value: 0,
      histogram: undefined,
      exemplar: undefined,
      isChanged: false,
      isKept: true,
    }
    count++
    bytes += series.bytes
    metric.byKey.set(key, series)
    metric.paths.add(attributes, series)
    return series
  }

  const leaveOut = (metric: Metric): void => {
    metric.paths = newPaths()
    for (const [key, series] of metric.byKey) {
      series.isKept = series.isChanged
      if (series.isKept) metric.paths.add(series.attributes, series)
      else {
        metric.byKey.delete(key)
        count--
        bytes -= series.bytes
      }
    }
    if (metric.byKey.size === 0) metrics.delete(metric.name)
  }

  return {
    find: (kind, name, attributes) => {
      const metric = metrics.get(name)
      return metric?.kind === kind ? metric.paths.find(attributes) : undefined
    },
    open: (kind, name, told) => {
      const metric = metricOf(kind, name)
      if (!metric) return undefined
      const attributes = toAttributes(told)
      const series = seriesOf(metric, attributes)
      // The same attributes in another order.
      if (series.attributes !== attributes && series.attributes !== overflow) {
        metric.paths.add(attributes, series)
      }
      return series
    },
    tidy: () => {
      const isCrowded =
        metrics.size > mostNames / 2 || count > mostInAll / 2 || bytes > mostBytes / 2
      for (const metric of metrics.values()) {
        if (isCrowded || metric.byKey.size > mostSeries / 2) leaveOut(metric)
      }
    },
  }
}
