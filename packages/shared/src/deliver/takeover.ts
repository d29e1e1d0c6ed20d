import type { Ledger } from '../diagnostics/ledger.ts'
import type { LossReason } from '../model/lossReason.ts'
import type { Signal } from '../model/signal.ts'
import type { Recovered, StoredSignal } from '../ports/outboxStore.ts'
import type { Keeper } from './keeper.ts'
import type { Beginning, Lane } from './lane.ts'

/** Gives a signal to the lanes of its takers, booked. */
export type Offer = (signal: Signal, takers: readonly Lane[], fate: Beginning) => void

/** Found, or given up where it lay. */
export type Found =
  | Recovered
  | ({ readonly type: 'lost'; readonly reason: LossReason } & StoredSignal)

interface TakeoverParts {
  readonly lanes: readonly Lane[]
  readonly ledger: Ledger
  readonly keeper: Keeper
  readonly offer: Offer
}

/** Takes over what a store has found of earlier lives, and tells who was given it. */
export const createTakeover = (parts: TakeoverParts): ((found: Found) => readonly Lane[]) => {
  const { lanes, ledger, keeper, offer } = parts
  const knownOf = ({ owed }: StoredSignal): readonly Lane[] =>
    lanes.filter(({ name }) => owed.includes(name))
  /** Under names that are all gone, it was left by an app that called its sinks otherwise. */
  const owingOf = (stored: StoredSignal): readonly Lane[] => {
    const known = knownOf(stored)
    return known.length > 0 ? known : lanes
  }

  const takeHeld = (stored: StoredSignal): readonly Lane[] => {
    const { signal, owed } = stored
    const owing = owingOf(stored)
    const takers = owing.filter((lane) => lane.accepts(signal))
    const names = takers.map(({ name }) => name)
    if (knownOf(stored).length > 0) {
      for (const lane of owing) {
        if (!takers.includes(lane)) lane.lose(signal.kind, 'recovered', 'dropped')
      }
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
    else {
      for (const lane of owingOf(found)) lane.lose(found.signal.kind, 'recovered', found.reason)
    }
    return []
  }
}
