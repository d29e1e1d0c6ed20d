import { addStats, type Monitor, type Stats } from '@holdfast/shared'

/** The ledger of an isolate: of the invocations that have ended, and of those under way. */
export interface OpenMonitors {
  add(monitor: Monitor): void
  /** Keeps the numbers of a closed monitor, and nothing else of it. */
  remove(monitor: Monitor): void
  stats(): Stats
}

/** A platform may end an invocation without a word; what it leaves behind must not pile up. */
const mostOpen = 1_000

export const createOpenMonitors = (): OpenMonitors => {
  const open = new Set<Monitor>()
  let ended: Stats = { sinks: {}, store: { notStored: 0, unreadable: 0 } }

  return {
    add: (monitor) => {
      open.add(monitor)
      const [oldest] = open
      if (!oldest || open.size <= mostOpen) return
      open.delete(oldest)
      ended = addStats(ended, giveUp(oldest.stats()))
    },
    remove: (monitor) => {
      if (open.delete(monitor)) ended = addStats(ended, monitor.stats())
    },
    stats: () => [...open].reduce((sum, monitor) => addStats(sum, monitor.stats()), ended),
  }
}

/** The numbers of a monitor that nobody will close: what is pending in them goes nowhere. */
const giveUp = (stats: Stats): Stats => ({
  ...stats,
  sinks: mapValues(stats.sinks, (kinds) =>
    mapValues(kinds, (tally) => ({
      ...tally,
      pending: 0,
      lost: { ...tally.lost, closed: (tally.lost.closed ?? 0) + tally.pending },
    })),
  ),
})

const mapValues = <Value>(
  values: Readonly<Record<string, Value>>,
  convert: (value: Value) => Value,
): Record<string, Value> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, convert(value)]))
