import type { Signal } from '../model/signal.ts'
import type { Keeper } from './keeper.ts'
import type { Lane } from './lane.ts'

interface ParkingParts {
  readonly keeper: Keeper
  /** Whether a store may be given anything now. */
  readonly mayKeep: () => boolean
}

/** Gives those of its takers that are to be offered it now. */
type Park = (signal: Signal, takers: readonly Lane[]) => readonly Lane[]

/**
 * What bills are made from is not to make room, nor to take it from all else: where a lane is half full
 * already, it stays in the store until there is room.
 */
export const createParking =
  ({ keeper, mayKeep }: ParkingParts): Park =>
  (signal, takers) => {
    if (signal.kind !== 'usage' || !mayKeep()) return takers
    const full = takers.filter(isHalfFull)
    if (full.length === 0) return takers
    const isParked = keeper.park({ signal, owed: namesOf(takers) }, namesOf(full))
    return isParked ? takers.filter((lane) => !full.includes(lane)) : takers
  }

export const isHalfFull = (lane: Lane): boolean => lane.fullness() > 0.5

export const namesOf = (lanes: readonly Lane[]): readonly string[] => lanes.map(({ name }) => name)
