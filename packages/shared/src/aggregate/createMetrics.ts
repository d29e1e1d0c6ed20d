import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Attributes } from '../model/attributes.ts'
import type { Trace } from '../model/scope.ts'
import type { MetricFact } from '../model/signal.ts'
import type { Clock } from '../ports/clock.ts'
import { clip } from '../primitives/toJson.ts'
import { createIndexOf, type IndexOf } from './createIndexOf.ts'
import { createOpenHistogram, type OpenHistogram } from './openHistogram.ts'
import { begin, isValue, type MetricKind, put, type Series, take } from './series.ts'
import { createSeriesTable } from './seriesTable.ts'

/** Puts values together in process, so that a series is one fact, however many values it had. */
export interface Metrics {
  /** What takes values of a kind: of any type, and it never throws. */
  recorder(kind: MetricKind): Record
  /** The same with the series looked up once; a value with attributes of its own has its own series. */
  bind(kind: MetricKind, name: unknown, attributes: unknown): BoundRecord
  /** The series that have changed since the last time, each with what it had since. */
  drain(): readonly MetricFact[]
}

type Record = (name: unknown, value: unknown, attributes: unknown) => void
type BoundRecord = (value: unknown, attributes: unknown) => void

interface MetricsParts {
  /** Of one name. */
  readonly maxSeries: number
  readonly clock: Pick<Clock, 'wall'>
  readonly debug: DebugChannel
  /** Where series are to tell the trace of their latest value that had one. */
  readonly traceNow?: (() => Trace | undefined) | undefined
  /** Attributes out of any value. */
  readonly toAttributes: (value: unknown) => Attributes
  /** There is something to drain again. */
  readonly onChange: () => void
}

export const createMetrics = (parts: MetricsParts): Metrics => {
  const { maxSeries, clock, debug, toAttributes, traceNow, onChange } = parts
  const table = createSeriesTable({ mostSeries: maxSeries, debug, toAttributes })
  let indexOf: IndexOf | undefined
  let changed: Series[] = []
  let started = clock.wall()

  const openHistogram = (): OpenHistogram => {
    // Not before: it takes as long as much of all else that a monitor begins with.
    indexOf ??= createIndexOf()
    return createOpenHistogram(indexOf)
  }
  const add = (series: Series, value: number): void => {
    if (!series.isChanged) note(series)
    put(series, value)
    const trace = traceNow?.()
    if (trace) series.exemplar = { ...trace, value, time: clock.wall() }
  }
  const note = (series: Series): void => {
    begin(series, openHistogram)
    if (changed.push(series) === 1) onChange()
  }
  const refuse = (name: unknown): void => {
    const told = typeof name === 'string' ? clip(name, 200) : ''
    debug.sayOnce('metricRefused', `The metric "${told}" was given no number that it can take.`)
  }

  const recorder: Metrics['recorder'] = (kind) => {
    /** Whatever is new, or strange. */
    const recordSlowly: Record = (name, value, attributes) => {
      if (!isValue(kind, value)) return refuse(name)
      const series = table.open(kind, name, attributes)
      if (series) add(series, value)
    }
    return (name, value, attributes) => {
      let series: Series | undefined
      try {
        series = table.find(kind, name, attributes)
      } catch {
        // A getter threw: the slow way leaves that one out.
        series = undefined
      }
      if (series && isValue(kind, value)) add(series, value)
      else recordSlowly(name, value, attributes)
    }
  }

  return {
    recorder,
    bind: (kind, name, told) => {
      const bound = toAttributes(told)
      const record = recorder(kind)
      let series: Series | undefined
      return (value, attributes) => {
        if (attributes !== undefined) {
          const all = { ...bound, ...toAttributes(attributes) }
          return record(name, value, all)
        }
        if (!series?.isKept) series = table.open(kind, name, bound)
        if (!isValue(kind, value)) refuse(name)
        else if (series) add(series, value)
      }
    },
    drain: () => {
      const taken = changed
      const since = started
      changed = []
      started = clock.wall()
      table.tidy()
      return taken.map((series) => take(series, since))
    },
  }
}
