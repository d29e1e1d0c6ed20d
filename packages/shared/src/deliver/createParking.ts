import type { Signal } from '../model/signal.ts'
import type { OutboxStore } from '../ports/outboxStore.ts'
import { attempt } from '../primitives/attempt.ts'
import { isHalfFull } from './isHalfFull.ts'
import type { Lane } from './lane.ts'

type Taker = Pick<Lane, 'name' | 'fullness'>

/** Gives those that are to be offered it now: the store has it for all. `undefined` where it has not. */
export type Park = <Some extends Taker>(
  signal: Signal,
  takers: readonly Some[],
) => readonly Some[] | undefined

/**
 * What bills are made from is not to make room, nor to take it from all else: where a lane is half full
 * already, it stays in the store until there is room. For hosts whose store parks.
 */
export const createParking =
  (store: OutboxStore): Park =>
  (signal, takers) => {
    if (signal.kind !== 'usage' || !store.park) return undefined
    const full = takers.filter(isHalfFull)
    if (full.length === 0) return undefined
    const park = (): boolean => {
      store.park?.({ signal, owed: takers.map(nameOf) }, full.map(nameOf))
      return true
    }
    return attempt(park, false) ? takers.filter((taker) => !full.includes(taker)) : undefined
  }

const nameOf = ({ name }: Taker): string => name
