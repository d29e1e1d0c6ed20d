import { classOf, type SignalClass, type StoredSignal } from '@holdfast/shared'
import { NotKept } from './notKept.ts'
import type { Held, Segment } from './segment.ts'
import type { Shelf } from './shelf.ts'

/** Who is given up first. */
const ranks: Readonly<Record<SignalClass, number>> = { bulk: 0, normal: 1, critical: 2 }

export const rankOf = (name: SignalClass): number => ranks[name]

/** However much others keep, a new segment's worth is for each. */
const leastRoom = 1_024 * 1_024

export const roomBeside = (others: number, maxBytes: number): number =>
  Math.max(maxBytes - others, Math.min(maxBytes, leastRoom))

interface RoomRules {
  readonly maxBytes: number
  /** How many bytes others keep in the same folder. */
  readonly others: number
  /** So many signals are not kept any more. */
  readonly onDisplaced: (signals: number) => void
}

/**
 * Makes room for so many bytes more: first where nothing is lost by it, then by giving up what is
 * less dear than the new, or as dear and older. Those stay in the outbox; only a kill would lose
 * them.
 *
 * @throws {NotKept} where the new ones are what must be given up.
 */
export const makeRoom = (
  shelf: Shelf,
  { wanted, signals }: { readonly wanted: number; readonly signals: readonly StoredSignal[] },
  { maxBytes, others, onDisplaced }: RoomRules,
): void => {
  const allowed = roomBeside(others, maxBytes)
  if (wanted > allowed) throw new NotKept(`The store may keep ${maxBytes} bytes.`)
  while (shelf.bytes() + wanted > allowed) {
    const wasteful = mostWasteful(shelf.all(), 1 / 8)
    if (wasteful) {
      compactIfCan(shelf, wasteful)
      continue
    }
    // Of what is parked, nobody else has a copy.
    const candidates = [...shelf.held.values()].filter(({ id }) => !shelf.parked.has(id))
    const victims = chooseVictims(candidates, signals, Math.max(wanted, allowed / 16))
    if (victims.length === 0) throw new NotKept(`The store is full: it may keep ${maxBytes} bytes.`)
    for (const victim of victims) shelf.forget(victim)
    onDisplaced(victims.length)
    for (const segment of shelf.all()) shelf.dropIfDone(segment)
  }
}

/** A file that fails us must not keep others from being written. */
export const compactIfCan = (shelf: Shelf, segment: Segment): void => {
  try {
    shelf.compact(segment)
  } catch {
    // What it holds stays owed, where it lies; the next settlement in it tells whether it has mended.
    segment.isStuck = true
  }
}

/** The segment with the most bytes that nobody is owed, if these are so much of it. */
export const mostWasteful = (segments: Iterable<Segment>, share: number): Segment | undefined => {
  let most: Segment | undefined
  for (const one of segments) {
    const counts =
      !one.isStuck &&
      one.unseen.length === 0 &&
      wasteOf(one) > 0 &&
      wasteOf(one) >= one.size * share
    if (counts && (!most || wasteOf(one) > wasteOf(most))) most = one
  }
  return most
}

const wasteOf = ({ size, owedBytes }: Segment): number => size - owedBytes

const chooseVictims = (
  held: readonly Held[],
  signals: readonly StoredSignal[],
  wanted: number,
): readonly Held[] => {
  const dearest = Math.max(...signals.map(({ signal }) => rankOf(classOf(signal))))
  const candidates = held
    .filter((one) => rankOf(one.class) <= dearest)
    .sort((one, other) => rankOf(one.class) - rankOf(other.class))
  const victims: Held[] = []
  let freed = 0
  for (const one of candidates) {
    if (freed >= wanted) break
    freed += one.length
    victims.push(one)
  }
  return victims
}
