import type { Attributes } from '../model/attributes.ts'
import type { MetricFact } from '../model/signal.ts'

/** Counts by name and attributes, and gives each count as one fact, however high it is. */
export interface Counters {
  add(name: string, attributes: Attributes, value?: number): void
  /** What was counted since the last time. */
  drain(): readonly MetricFact[]
}

/** Of more different names and attributes than this, the others are counted by their names alone. */
const mostSeries = 1_000
const overflow: Attributes = { overflow: true }

type Count = { value: number } & Omit<Extract<MetricFact, { type: 'counter' }>, 'value'>

export const createCounters = (): Counters => {
  const counts = new Map<string, Count>()

  const countOf = (name: string, attributes: Attributes): Count => {
    const key = name + JSON.stringify(attributes)
    const known = counts.get(key)
    if (known) return known
    if (counts.size >= mostSeries && attributes !== overflow) return countOf(name, overflow)
    const count: Count = { kind: 'metric', type: 'counter', name, value: 0, attributes }
    counts.set(key, count)
    return count
  }

  return {
    add: (name, attributes, value = 1) => {
      countOf(name, attributes).value += value
    },
    drain: () => {
      const drained = [...counts.values()]
      counts.clear()
      return drained
    },
  }
}
