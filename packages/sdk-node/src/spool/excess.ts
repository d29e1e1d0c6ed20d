import { classOf, type StoredSignal } from '@holdfast/shared'
import { parseSignal } from './recordTexts.ts'
import { rankOf } from './room.ts'
import type { Unseen } from './segment.ts'
import type { TakenSegment } from './takenSegment.ts'

interface Candidate {
  readonly taken: TakenSegment
  readonly place: Unseen
  readonly stored: StoredSignal
}

/** What must go of these segments so that they hold so many bytes less: the least dear, then the oldest. */
export const chooseExcess = (
  segments: readonly TakenSegment[],
  excess: number,
): readonly Candidate[] => {
  const candidates = segments.flatMap(candidatesOf).sort(byWorth)
  const chosen: Candidate[] = []
  let freed = 0
  for (const one of candidates) {
    if (freed >= excess) break
    freed += one.place.length
    chosen.push(one)
  }
  return chosen
}

const candidatesOf = (taken: TakenSegment): readonly Candidate[] =>
  taken.segment.unseen.flatMap((place) => {
    const stored = readStored(taken, place)
    return stored ? [{ taken, place, stored }] : []
  })

const byWorth = ({ stored: one }: Candidate, { stored: other }: Candidate): number =>
  rankOf(classOf(one.signal)) - rankOf(classOf(other.signal)) || one.signal.time - other.signal.time

/** With those sinks only that have not settled it; `undefined` where the record is none of ours. */
export const readStored = (
  { segment, bytes }: TakenSegment,
  { offset, length }: Unseen,
): StoredSignal | undefined => {
  const text = bytes.indexOf('{', offset)
  const stored = parseSignal(bytes.subarray(text, offset + length))
  if (!stored) return undefined
  const settled = segment.settled.get(stored.signal.id)
  const owed = settled ? stored.owed.filter((name) => !settled.has(name)) : stored.owed
  return { signal: stored.signal, owed }
}
