import type { MetricSignal } from '../../model/signal.ts'

/** What a metric is called for Prometheus, and how many of what was recorded make one of its unit. */
export interface MetricName {
  /** Without what a sample of its type adds, such as `_total`. */
  readonly base: string
  /** The last word of the name, where that is a unit. */
  readonly unit: string | undefined
  readonly divisor: number
}

/** Prometheus wants seconds: so many of each are one. */
const perSecond: ReadonlyMap<string, number> = new Map([
  ['nanosecond', 1e9],
  ['microsecond', 1e6],
  ['millisecond', 1e3],
  ['second', 1],
])

/** What people end names by that are of times. */
const endings = /_(?:nanoseconds|ns|microseconds|us|milliseconds|millis|ms|seconds|s)$/
const wholeName = /^[a-z_][\da-z_]*$/i

/**
 * By the conventions of Prometheus, and in the characters that each version of it takes. Colons are for its rules.
 * https://prometheus.io/docs/practices/naming
 */
export const toMetricName = (
  name: string,
  type: MetricSignal['type'],
  unit: string | undefined,
): MetricName => {
  const plain = toName(name) || 'unnamed'
  const bare = (type === 'counter' && plain.replace(/_total$/, '')) || plain
  const divisor = perSecond.get(unit ?? '')
  if (divisor) return withUnit(bare.replace(endings, ''), 'seconds', divisor)
  return unit && /^[a-z]{1,30}$/.test(unit)
    ? withUnit(bare, `${unit.replace(/s$/, '')}s`, 1)
    : { base: bare, unit: undefined, divisor: 1 }
}

const withUnit = (bare: string, unit: string, divisor: number): MetricName => ({
  base: bare === unit || bare.endsWith(`_${unit}`) ? bare : `${bare}_${unit}`,
  // A name that is its unit alone: readers of OpenMetrics refuse all of a scrape that says so.
  unit: bare === unit ? undefined : unit,
  divisor,
})

/** What begins with two underscores is Prometheus' own. */
export const toLabelName = (name: string): string => toName(name).replace(/^__+/, '_') || 'unnamed'

/** Empty where nothing of it is left. */
const toName = (name: string): string => {
  if (wholeName.test(name)) return name
  const words = name.split(/[^\da-z_]+/i).filter((word) => word !== '')
  const joined = words.join('_')
  return /^\d/.test(joined) ? `_${joined}` : joined
}
