import type { Signal, SignalId, StoredSignal } from '@holdfast/shared'
import { withoutSettled } from './excess.ts'
import { loadCrc, readRecords } from './record.ts'
import { parseSignal } from './recordTexts.ts'
import type { Segment, Unseen } from './segment.ts'
import type { SegmentFile } from './segmentFile.ts'
import type { Shelf } from './shelf.ts'
import { cover, longestSegment } from './takenSegment.ts'

/**
 * Overwrites such records where they lie, owed or not, in every segment that we own: what was deleted
 * with a file may be on the disk for long. Past a file that fails, it goes on with the others.
 *
 * @returns what was still owed, and not handed over.
 */
export const eraseRecords = (
  shelf: Shelf,
  isGone: (signal: Signal) => boolean,
  isSafe: boolean,
): readonly StoredSignal[] => {
  const inHand = new Set(shelf.held.keys())
  const errors: unknown[] = []
  const found: StoredSignal[] = []
  for (const segment of shelf.all()) {
    try {
      shelf.withFile(segment, (file) => {
        const erased = eraseIn(shelf.pathOf(segment), file, isGone)
        if (isSafe && erased.length > 0) file.sync()
        for (const one of erased) dropHeld(shelf, segment, one)
        found.push(...takeUnseen(segment, erased, inHand))
      })
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length > 0) throw errors[0]
  return found
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

const dropHeld = (shelf: Shelf, segment: Segment, { stored, offset }: Erased): void => {
  const held = shelf.held.get(stored.signal.id)
  if (held?.segment === segment && held.offset === offset) shelf.forget(held)
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
