import { classOf, type StoredSignal } from '@holdfast/shared'
import { parseSignal } from './recordTexts.ts'
import { rankOf } from './room.ts'
import type { Segment, Unseen } from './segment.ts'
import type { Shelf } from './shelf.ts'
import { bytesOf, type TakenSegment } from './takenSegment.ts'

interface Candidate {
  readonly taken: TakenSegment
  readonly place: Unseen
  readonly stored: StoredSignal
}

/**
 * Takes out of these segments what must go, so that all that is owed fits: the least dear, then the
 * oldest. Settled records and damage are not counted: they go before any signal does.
 */
export const takeExcess = (
  segments: readonly TakenSegment[],
  shelf: Pick<Shelf, 'held' | 'all' | 'withFile'>,
  room: number,
): readonly Candidate[] => {
  const inHand = shelf.all().reduce((sum, { owedBytes }) => sum + owedBytes, 0)
  // Nothing need be read where even with all that is settled it would fit.
  if (lengthOf(segments.flatMap(({ segment }) => segment.unseen)) + inHand <= room) return []
  const candidates = segments.flatMap((taken) => owedRecords(taken, shelf))
  const waiting = lengthOf(candidates.map(({ place }) => place))
  const chosen = choose(candidates, waiting + inHand - room)
  const places = new Set(chosen.map(({ place }) => place))
  for (const { segment } of segments) {
    segment.unseen = segment.unseen.filter((place) => !places.has(place))
  }
  return chosen
}

const lengthOf = (places: readonly Unseen[]): number =>
  places.reduce((sum, { length }) => sum + length, 0)

const choose = (candidates: readonly Candidate[], excess: number): readonly Candidate[] => {
  const chosen: Candidate[] = []
  if (excess <= 0) return chosen
  let freed = 0
  for (const one of [...candidates].sort(byWorth)) {
    if (freed >= excess) break
    freed += one.place.length
    chosen.push(one)
  }
  return chosen
}

/** What somebody is owed, and nobody has in hand. */
const owedRecords = (
  taken: TakenSegment,
  shelf: Pick<Shelf, 'held' | 'withFile'>,
): readonly Candidate[] => {
  if (!bytesOf(taken, shelf)) return []
  const owed = taken.segment.unseen.flatMap((place) => {
    const stored = readStored(taken, place)
    const isOwed = stored && stored.owed.length > 0 && !shelf.held.has(stored.signal.id)
    return isOwed ? [{ taken, place, stored }] : []
  })
  taken.bytes = undefined
  return owed
}

const byWorth = ({ stored: one }: Candidate, { stored: other }: Candidate): number =>
  rankOf(classOf(one.signal)) - rankOf(classOf(other.signal)) || one.signal.time - other.signal.time

/** With those sinks only that have not settled it; `undefined` where the record is none of ours. */
export const readStored = (
  { segment, bytes }: TakenSegment,
  { offset, length }: Unseen,
): StoredSignal | undefined => {
  if (!bytes) return undefined
  const text = bytes.indexOf('{', offset)
  const stored = parseSignal(bytes.subarray(text, offset + length))
  return stored && withoutSettled(segment, stored)
}

export const withoutSettled = (segment: Segment, { signal, owed }: StoredSignal): StoredSignal => {
  const settled = segment.settled.get(signal.id)
  return { signal, owed: settled ? owed.filter((name) => !settled.has(name)) : owed }
}
