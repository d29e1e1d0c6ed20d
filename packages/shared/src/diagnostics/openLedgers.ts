import type { Stats } from '../model/stats.ts'
import { addStats } from './addStats.ts'

/** Whatever has a ledger and may be closed. */
export interface Counted {
  stats(): Stats
}

/** The ledger of many, one after the other: of those that have ended, and of those under way. */
export interface OpenLedgers {
  add(one: Counted): void
  /** Keeps the numbers of one that is closed, and nothing else of it. */
  remove(one: Counted): void
  stats(): Stats
}

/** A platform may end an invocation without a word; what it leaves behind must not pile up. */
const mostOpen = 1_000

/** One ledger for all that are opened and closed one after the other, of which only the numbers stay. */
export const createOpenLedgers = (): OpenLedgers => {
  const open = new Set<Counted>()
  let ended: Stats = { sinks: {}, store: { notStored: 0, unreadable: 0 } }

  return {
    add: (one) => {
      open.add(one)
      const [oldest] = open
      if (!oldest || open.size <= mostOpen) return
      open.delete(oldest)
      ended = addStats(ended, giveUp(oldest.stats()))
    },
    remove: (one) => {
      if (open.delete(one)) ended = addStats(ended, one.stats())
    },
    stats: () => [...open].reduce((sum, one) => addStats(sum, one.stats()), ended),
  }
}

/** The numbers of one that nobody will close: what is pending in it goes nowhere. */
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
