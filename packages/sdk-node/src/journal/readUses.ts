import type { UsagePage, UsageRow } from '@holdfast/shared'
import { loadCrc, type Reading, readRecords, separator } from '../spool/record.ts'
import type { SegmentFile } from '../spool/segmentFile.ts'
import { longestSegment } from '../spool/takenSegment.ts'
import { type FoundUse, parseUse } from './useTexts.ts'

/** So much of a file is in memory at once, or a single record that is longer. */
const windowLength = 1_024 * 1_024

/** Gives all that a page keeps, in its order, and returns how many of its records are lost. */
export const readUses = (
  file: Pick<SegmentFile, 'read' | 'size'>,
  note: UsagePage['note'],
): number => {
  const size = file.size()
  const uses = createUses(note)
  for (const bytes of readWindows(file, Math.min(size, longestSegment))) uses.take(bytes)
  return uses.lost() + (size > longestSegment ? 1 : 0)
}

/** Each ends where a record does; only the last one may end in one that is torn. */
function* readWindows(
  file: Pick<SegmentFile, 'read'>,
  size: number,
): Generator<{ readonly bytes: Buffer; readonly isLast: boolean }, void> {
  let length = windowLength
  for (let offset = 0; offset < size; ) {
    const wanted = Math.min(length, size - offset)
    const bytes = file.read(offset, wanted)
    const isLast = offset + bytes.length >= size || bytes.length < wanted
    const end = isLast ? bytes.length : bytes.lastIndexOf(separator)
    length = end > 0 ? windowLength : length * 2
    if (end > 0) yield { bytes: bytes.subarray(0, end), isLast }
    if (isLast) return
    offset += Math.max(0, end)
  }
}

interface Uses {
  take(window: { readonly bytes: Buffer; readonly isLast: boolean }): void
  lost(): number
}

/**
 * A record that is missing is seen by the number of the next; of damage behind the last of them nobody
 * knows how many it has hit, and it counts as one.
 */
const createUses = (note: UsagePage['note']): Uses => {
  const crcOf = loadCrc()
  const rows = new Map<number, UsageRow>()
  let expected = 0
  let lost = 0
  let isEndDamaged = false

  const takeOne = ({ number, index, quantity, row: defined }: FoundUse): void => {
    lost += number - expected
    expected = number + 1
    isEndDamaged = false
    if (defined && !rows.has(index)) rows.set(index, defined)
    const row = rows.get(index)
    if (row) note(row, quantity)
    else lost++
  }

  return {
    take: ({ bytes, isLast }) => {
      const reading = readRecords(bytes, crcOf)
      let end = 0
      for (const { body, offset, length } of reading.records) {
        const use = parseUse(body)
        // What is read a second time, or out of its order, was put there by no writer.
        if (!use || use.number < expected) continue
        takeOne(use)
        end = offset + length
      }
      if (isDamagedBehind(reading, end)) isEndDamaged = true
      if (!isLast && reading.end < bytes.length) isEndDamaged = true
    },
    lost: () => lost + (isEndDamaged ? 1 : 0),
  }
}

const isDamagedBehind = ({ records, damages }: Reading, end: number): boolean =>
  damages.some(({ from }) => from >= end) || records.some(({ offset }) => offset >= end)
