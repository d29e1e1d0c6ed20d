import type { Attributes } from '../model/attributes.ts'
import { mergeHistograms } from '../model/mergeHistograms.ts'
import type { MetricFacts } from '../model/metric.ts'
import type { MetricFact } from '../model/signal.ts'
import type { WallTime } from '../model/units.ts'
import { keyOf } from './keyOf.ts'

/** The cumulative view: what each series has come to, for whoever does not add up by itself. */
export interface Totals {
  /** Adds what happened since the last time: a signal may be given as it is. `false`: there is no room. */
  add(metric: MetricFact): boolean
  /** Each series in all, since the first time that anything of it was told. */
  view(): readonly MetricFact[]
}

const mostSeries = 10_000
/** Room for one of each name besides. */
const mostWithOverflow = mostSeries + 1_000
const overflow: Attributes = { overflow: true }

/** Makes totals of nothing yet; of more than 10,000 series the others are told as one of their name. */
export const createTotals = (): Totals => {
  const totals = new Map<string, MetricFact>()
  const place = (metric: MetricFact, attributes: Attributes): string =>
    JSON.stringify([metric.type, metric.name, metric.unit, keyOf(attributes)])

  return {
    add: (metric) => {
      const own = place(metric, metric.attributes)
      const hasRoom = totals.size < mostSeries || totals.has(own)
      const key = hasRoom ? own : place(metric, overflow)
      const known = totals.get(key)
      if (!known && totals.size >= mostWithOverflow) return false
      const { name, unit } = metric
      const attributes = hasRoom ? metric.attributes : overflow
      const facts = known ? sum(known, metric) : factsOf(metric)
      totals.set(key, { kind: 'metric', name, attributes, ...(unit && { unit }), ...facts })
      return true
    },
    view: () => [...totals.values()],
  }
}

const factsOf = (metric: MetricFacts): MetricFacts => {
  const { type } = metric
  if (type === 'gauge') return { type, value: metric.value }
  const { started } = metric
  return type === 'counter'
    ? { type, value: metric.value, started }
    : { type, histogram: metric.histogram, started }
}

const sum = (total: MetricFacts, metric: MetricFacts): MetricFacts => {
  if (total.type === 'counter' && metric.type === 'counter') {
    const { type, value } = total
    return { type, value: value + metric.value, started: earlier(total, metric) }
  }
  if (total.type === 'distribution' && metric.type === 'distribution') {
    const histogram = mergeHistograms(total.histogram, metric.histogram)
    return { type: 'distribution', histogram, started: earlier(total, metric) }
  }
  return factsOf(metric)
}

interface Started {
  readonly started?: WallTime | undefined
}

const earlier = (one: Started, other: Started): WallTime | undefined =>
  one.started === undefined || (other.started ?? Infinity) < one.started
    ? other.started
    : one.started
