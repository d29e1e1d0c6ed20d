import type { Signal, SignalId, StoredSignal } from '@holdfast/shared'
import { withoutSettled } from './excess.ts'
import { loadCrc, readRecords } from './record.ts'
import { parseSignal } from './recordTexts.ts'
import type { Segment, Unseen } from './segment.ts'
import type { SegmentFile } from './segmentFile.ts'
import type { Shelf } from './shelf.ts'
import { cover, longestSegment } from './takenSegment.ts'
import { attemptOrTell } from './trouble.ts'

/**
 * Overwrites such records where they lie, owed or not, in every segment that we own: what was deleted
 * with a file may be on the disk for long. Past a file that fails, it goes on with the others.
 *
 * @returns what was still owed, and not handed over.
 */
export const eraseRecords = (
  shelf: Shelf,
  isGone: (signal: Signal) => boolean,
  { isSafe, onFailed }: EraseRules,
): readonly StoredSignal[] => {
  const inHand = new Set(shelf.held.keys())
  const found: StoredSignal[] = []
  const eraseAll = (segment: Segment, file: SegmentFile): void => {
    const erased = eraseIn(shelf.pathOf(segment), file, isGone)
    for (const one of erased) found.push(...dropHeld(shelf, segment, one))
    found.push(...takeUnseen(segment, erased, inHand))
    // A disk that does not tell whether it is safe has been written to all the same.
    if (isSafe && erased.length > 0) file.sync()
  }
  for (const segment of shelf.all()) {
    attemptOrTell(() => shelf.withFile(segment, (file) => eraseAll(segment, file)), onFailed)
  }
  return found
}

interface EraseRules {
  /** Waits until the disk itself has it. */
  readonly isSafe: boolean
  /** Is told of each file that failed. */
  readonly onFailed: (error: unknown) => void
}

interface Erased {
  readonly stored: StoredSignal
  readonly offset: number
}

const eraseIn = (
  path: string,
  file: SegmentFile,
  isGone: (signal: Signal) => boolean,
): readonly Erased[] => {
  const bytes = file.read(0, Math.min(file.size(), longestSegment))
  const erased: Erased[] = []
  const places = readRecords(bytes, loadCrc()).records.flatMap(({ offset, length, body }) => {
    const stored = parseSignal(body)
    if (!stored || !isGone(stored.signal)) return []
    erased.push({ stored, offset })
    return [{ from: offset, to: offset + length }]
  })
  cover(path, places)
  return erased
}

/** Gives what nobody has in hand. */
const dropHeld = (
  shelf: Shelf,
  segment: Segment,
  { stored: { signal }, offset }: Erased,
): readonly StoredSignal[] => {
  const held = shelf.held.get(signal.id)
  if (held?.segment !== segment || held.offset !== offset) return []
  const owed = shelf.parked.get(signal.id)
  shelf.parked.delete(signal.id)
  shelf.forget(held)
  return owed ? [{ signal, owed }] : []
}

const takeUnseen = (
  segment: Segment,
  erased: readonly Erased[],
  inHand: Set<SignalId>,
): readonly StoredSignal[] => {
  const byOffset = new Map(erased.map(({ stored, offset }) => [offset, stored]))
  const isErased = ({ offset }: Unseen): boolean => byOffset.has(offset)
  const gone = segment.unseen.filter(isErased)
  if (gone.length > 0) segment.unseen = segment.unseen.filter((place) => !isErased(place))
  return gone.flatMap(({ offset }) => {
    const stored = byOffset.get(offset)
    if (!stored || inHand.has(stored.signal.id)) return []
    inHand.add(stored.signal.id)
    const { signal, owed } = withoutSettled(segment, stored)
    return owed.length > 0 ? [{ signal, owed }] : []
  })
}
