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
  let ended: Stats = { sinks: {} }

  const remove = (monitor: Monitor): void => {
    if (open.delete(monitor)) ended = addStats(ended, monitor.stats())
  }

  return {
    add: (monitor) => {
      open.add(monitor)
      const [oldest] = open
      if (oldest && open.size > mostOpen) remove(oldest)
    },
    remove,
    stats: () => [...open].reduce((sum, monitor) => addStats(sum, monitor.stats()), ended),
  }
}
