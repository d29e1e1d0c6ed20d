import type { Ledger } from '../diagnostics/ledger.ts'
import type { LossReason } from '../model/lossReason.ts'
import type { Signal } from '../model/signal.ts'
import type { Recovered, StoredSignal } from '../ports/outboxStore.ts'
import type { UsableSink } from '../ports/sink.ts'
import type { Accepts } from './createAccepts.ts'
import type { Keeper } from './keeper.ts'
import type { Lane } from './lane.ts'

/** Gives a signal to the lanes of its takers, booked. */
export type Offer = (
  signal: Signal,
  takers: readonly UsableSink[],
  fate: 'accepted' | 'recovered',
) => void

/** Found, or given up where it lay. */
export type Found =
  | Recovered
  | ({ readonly type: 'lost'; readonly reason: LossReason } & StoredSignal)

interface TakeoverParts {
  readonly lanes: ReadonlyMap<UsableSink, Lane>
  readonly ledger: Ledger
  readonly keeper: Keeper
  readonly accepts: Accepts
  readonly offer: Offer
}

/** Takes over what a store has found of earlier lives, and tells who was given it. */
export const createTakeover = (parts: TakeoverParts): ((found: Found) => readonly UsableSink[]) => {
  const { lanes, ledger, keeper, accepts, offer } = parts
  const sinks = [...lanes.keys()]
  /** Under names that are all gone, it was left by an app that called its sinks otherwise. */
  const owingOf = ({ owed }: StoredSignal): readonly UsableSink[] => {
    const known = sinks.filter(({ name }) => owed.includes(name))
    return known.length > 0 ? known : sinks
  }

  const lose = (sink: UsableSink, { kind }: Signal, reason: LossReason): void => {
    ledger.book(sink.name, kind, 'recovered')
    lanes.get(sink)?.lose(kind, reason)
  }

  const takeHeld = (stored: StoredSignal): readonly UsableSink[] => {
    const { signal, owed } = stored
    const owing = owingOf(stored)
    const takers = owing.filter((sink) => accepts(sink, signal))
    const names = takers.map(({ name }) => name)
    const isKnown = (name: string): boolean => sinks.some((sink) => sink.name === name)
    if (owed.some(isKnown)) {
      for (const sink of owing) if (!takers.includes(sink)) lose(sink, signal, 'dropped')
      for (const name of owed) if (!names.includes(name)) keeper.settle(signal.id, name)
    } else if (takers.length > 0) {
      // Kept once more, it is owed to these only.
      keeper.keep([{ signal, owed: names }])
    }
    // Where nobody is there for it, it is left where it lies, to whoever is.
    offer(signal, takers, 'recovered')
    return takers
  }

  return (found) => {
    if (found.type === 'held') return takeHeld(found)
    if (found.type === 'unreadable') ledger.noteStore('unreadable', found.records)
    else if (found.type === 'displaced') ledger.noteStore('notStored', found.signals)
    else for (const sink of owingOf(found)) lose(sink, found.signal, found.reason)
    return []
  }
}
