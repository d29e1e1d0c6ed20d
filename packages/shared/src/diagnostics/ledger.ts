import type { LossReason } from '../model/lossReason.ts'
import type { SignalKind } from '../model/signal.ts'
import type { Stats, StoreTally } from '../model/stats.ts'
import { getOrMake } from '../primitives/getOrMake.ts'

/** What can happen to a signal at a sink. */
export type Fate = 'accepted' | 'recovered' | 'delivered' | LossReason

/** Counts every signal's fate, for each sink and kind. */
export interface Ledger {
  book(sink: string, kind: SignalKind, fate: Fate): void
  noteStore(what: keyof StoreTally, count: number): void
  /** Summed over all sinks and kinds. */
  totals(): Totals
  /** `pending` is asked of those who hold the signals, so that the law is checked, not assumed. */
  stats(pending: (sink: string, kind: SignalKind) => number): Stats
}

export interface Totals {
  readonly accepted: number
  readonly recovered: number
  readonly delivered: number
  readonly lost: number
}

type Counts = Map<Fate, number>

export const createLedger = (sinks: readonly string[]): Ledger => {
  const books = new Map(sinks.map((sink) => [sink, new Map<SignalKind, Counts>()]))
  const store = { notStored: 0, unreadable: 0 }
  const totals = { accepted: 0, recovered: 0, delivered: 0, lost: 0 }
  const isTotal = (fate: Fate): fate is Exclude<Fate, LossReason> => fate in totals

  const newMap = <Key, Value>(): Map<Key, Value> => new Map()

  return {
    book: (sink, kind, fate) => {
      const kinds = getOrMake(books, sink, newMap<SignalKind, Counts>)
      const counts = getOrMake(kinds, kind, newMap<Fate, number>)
      counts.set(fate, (counts.get(fate) ?? 0) + 1)
      totals[isTotal(fate) ? fate : 'lost']++
    },
    noteStore: (what, count) => {
      store[what] += count
    },
    totals: () => ({ ...totals }),
    stats: (pending) => ({
      sinks: mapEntries(books, (kinds, sink) =>
        mapEntries(kinds, (counts, kind) => {
          const { accepted = 0, recovered = 0, delivered = 0, ...lost } = Object.fromEntries(counts)
          return { accepted, recovered, delivered, pending: pending(sink, kind), lost }
        }),
      ),
      store: { ...store },
    }),
  }
}

const mapEntries = <Key extends string, Value, Result>(
  map: ReadonlyMap<Key, Value>,
  convert: (value: Value, key: Key) => Result,
): Record<string, Result> =>
  Object.fromEntries([...map].map(([key, value]) => [key, convert(value, key)]))
