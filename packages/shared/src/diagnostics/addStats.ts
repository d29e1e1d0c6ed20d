import type { LossReason } from '../model/lossReason.ts'
import type { SignalKind } from '../model/signal.ts'
import type { Stats, Tally } from '../model/stats.ts'

type Kinds = Readonly<Partial<Record<SignalKind, Tally>>>

/** The ledger of several monitors as one. */
export const addStats = (left: Stats, right: Stats): Stats => ({
  sinks: merge(left.sinks, right.sinks, addKinds),
  store: {
    notStored: left.store.notStored + right.store.notStored,
    unreadable: left.store.unreadable + right.store.unreadable,
  },
})

const addKinds = (left: Kinds, right: Kinds): Kinds => merge(left, right, addTallies)

const addTallies = (left: Tally, right: Tally): Tally => ({
  accepted: left.accepted + right.accepted,
  recovered: left.recovered + right.recovered,
  delivered: left.delivered + right.delivered,
  pending: left.pending + right.pending,
  lost: merge<LossReason, number>(left.lost, right.lost, (one, other) => one + other),
})

const merge = <Key extends string, Value>(
  left: Readonly<Partial<Record<Key, Value>>>,
  right: Readonly<Partial<Record<Key, Value>>>,
  add: (left: Value, right: Value) => Value,
): Record<Key, Value> => {
  const merged = new Map<string, Value>(Object.entries<Value>(left as Record<string, Value>))
  for (const [key, value] of Object.entries<Value>(right as Record<string, Value>)) {
    const known = merged.get(key)
    merged.set(key, known === undefined ? value : add(known, value))
  }
  return Object.fromEntries(merged) as Record<Key, Value>
}
