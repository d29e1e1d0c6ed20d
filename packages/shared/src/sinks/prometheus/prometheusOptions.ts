import type { ConfigProblem } from '../../model/configProblem.ts'
import { isObject, property } from '../../primitives/attempt.ts'
import { type Duration, parseDuration } from '../../primitives/duration.ts'
import { pickOptions, unknownOptions } from '../knownOptions.ts'
import { type Check, problemsOf } from '../problemsOf.ts'

/** How the gauges of several workers become one. `last` is what was told latest. */
export type GaugeAggregate = 'sum' | 'max' | 'min' | 'last'

/** What one metric is to have otherwise. */
export interface PrometheusMetricOptions {
  /** What it is about: its `HELP`. Default: the name that the app gave it. */
  readonly help?: string
  /** Bounds of a distribution, ascending: of times in seconds. */
  readonly buckets?: readonly number[]
  /** Of a gauge. */
  readonly gauges?: GaugeAggregate
}

/** What {@link prometheus} is made from. */
export interface PrometheusOptions {
  /** Names the sink in the ledger; workers find their primary's by it. Default: `'prometheus'`. */
  readonly name?: string
  /**
   * Bounds of what was timed, in seconds, ascending. Default: 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5,
   * 5, 10. Other distributions have those of `metrics`, or the powers of four from 1 to 4^15.
   */
  readonly buckets?: readonly number[]
  /** Of one name in several workers and threads. Default: `'sum'`. */
  readonly gauges?: GaugeAggregate
  /** By the names that the app gave. */
  readonly metrics?: Readonly<Record<string, PrometheusMetricOptions>>
  /** Series that there are at the most, of all workers together; what comes then is told as one series of its name. Default: 10,000. */
  readonly maxSeries?: number
  /** Has series tell a trace that one of their values belongs to. Default: `true`. */
  readonly exemplars?: boolean
  /**
   * Whether workers of a cluster, and threads, hand what they count to the primary, which tells all. `false`: each tells
   * its own, as where a process manager is the primary. Default: `true`.
   */
  readonly gather?: boolean
  /** How long a scrape waits for other workers to tell what they have counted until now. Default: `'1s'`. */
  readonly patience?: Duration
}

/** The options, with the defaults in the place of those that were not given. */
export interface PrometheusSettings {
  readonly name: string
  readonly buckets: readonly number[]
  readonly gauges: GaugeAggregate
  readonly metrics: ReadonlyMap<string, PrometheusMetricOptions>
  readonly maxSeries: number
  readonly exemplars: boolean
  readonly gather: boolean
  readonly patience: number
}

const aggregates: readonly unknown[] = ['sum', 'max', 'min', 'last']
/** Those of every client of Prometheus. */
const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

const names: readonly (keyof PrometheusOptions)[] = [
  'name',
  'buckets',
  'gauges',
  'metrics',
  'maxSeries',
  'exemplars',
  'gather',
  'patience',
]
const metricNames: readonly (keyof PrometheusMetricOptions)[] = ['help', 'buckets', 'gauges']

/** What is wrong with the options, and what they come to where nothing is. */
export const readPrometheusOptions = (
  options?: PrometheusOptions,
): { readonly settings: PrometheusSettings; readonly problems: readonly ConfigProblem[] } => {
  const {
    metrics = {},
    patience = '1s',
    ...others
  }: PrometheusOptions = pickOptions(options, names)
  const settings = {
    name: 'prometheus',
    buckets: seconds,
    gauges: 'sum',
    maxSeries: 10_000,
    exemplars: true,
    gather: true,
    ...others,
    metrics: new Map(isObject(metrics) ? Object.entries(metrics) : []),
    patience: parseDuration(patience) ?? 0,
  } as const
  const isGiven = options === undefined || isObject(options)
  const problems = [
    ...problemsOf([[isGiven, 'options', 'an object']]),
    ...check(settings, { metrics, patience }),
    ...unknownOptions(options, names),
    ...[...settings.metrics].flatMap(([metric, own]) => unknownOf(own, `metrics.${metric}`)),
  ]
  return { settings, problems }
}

const unknownOf = (own: unknown, option: string): readonly ConfigProblem[] =>
  unknownOptions(own, metricNames).map((problem) => ({
    ...problem,
    option: `${option}.${problem.option}`,
  }))

const check = (
  settings: PrometheusSettings,
  told: { readonly metrics: unknown; readonly patience: unknown },
): readonly ConfigProblem[] => {
  const { name, buckets, gauges, maxSeries, exemplars, gather, metrics } = settings
  return problemsOf([
    [typeof name === 'string' && name !== '', 'name', 'a text that is not empty'],
    checkBuckets(buckets, 'buckets'),
    checkGauges(gauges, 'gauges'),
    [isObject(told.metrics), 'metrics', 'an object'],
    ...[...metrics].flatMap(([metric, own]) => checkMetric(own, `metrics.${metric}`)),
    [Number.isInteger(maxSeries) && maxSeries > 0, 'maxSeries', 'a whole number above zero'],
    [typeof exemplars === 'boolean', 'exemplars', 'true or false'],
    [typeof gather === 'boolean', 'gather', 'true or false'],
    [parseDuration(told.patience) !== undefined, 'patience', "a duration, such as '1s'"],
  ])
}

const checkMetric = (own: unknown, option: string): readonly Check[] => {
  const [help, buckets, gauges] = metricNames.map((name) => property(own, name))
  return [
    [isObject(own), option, 'an object'],
    [help === undefined || typeof help === 'string', `${option}.help`, 'a text'],
    checkBuckets(buckets ?? [], `${option}.buckets`),
    checkGauges(gauges ?? 'sum', `${option}.gauges`),
  ]
}

const checkBuckets = (value: unknown, option: string): Check => [
  Array.isArray(value) && value.length <= 200 && value.every(isAbove),
  option,
  'finite numbers, each above the one before, 200 at the most',
]

const isAbove = (bound: unknown, place: number, all: readonly unknown[]): boolean =>
  Number.isFinite(bound) && (place === 0 || Number(bound) > Number(all[place - 1]))

const checkGauges = (value: unknown, option: string): Check => [
  aggregates.includes(value),
  option,
  "'sum', 'max', 'min' or 'last'",
]
