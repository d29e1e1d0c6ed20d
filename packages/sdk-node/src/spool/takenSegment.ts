import { closeSync, constants, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { attempt } from '@holdfast/shared'
import { type Damage, loadCrc, readRecords } from './record.ts'
import { isSettlement, parseSettlement } from './recordTexts.ts'
import { createSegment, type Segment } from './segment.ts'
import { openSegmentFile, type SegmentFile } from './segmentFile.ts'
import type { Shelf } from './shelf.ts'

/** A segment of an earlier life, now ours. */
export interface TakenSegment {
  readonly segment: Segment
  /** What stands in it; `undefined` while it waits, for many may have been taken at once. */
  bytes: Buffer | undefined
  /** How long the file was before what is torn was cut. */
  readonly fileBytes: number
  /** How many stretches of it nobody can read, and nobody was told of. */
  unreadable: number
}

/** What is longer was not written by us. */
export const longestSegment: number = 64 * 1_024 * 1_024

/** Reads it, cuts what is torn, and covers what is damaged, so that nobody counts it again. */
export const readTaken = (folder: string, name: string): TakenSegment => {
  const path = join(folder, name)
  const file = openSegmentFile(path)
  try {
    const fileBytes = file.size()
    const bytes = file.read(0, Math.min(fileBytes, longestSegment))
    const { records, damages, end } = readRecords(bytes, loadCrc())
    const segment = createSegment(name)
    let unreadable = damages.length + (fileBytes > longestSegment ? 1 : 0)
    for (const { body, offset, length } of records) {
      if (!isSettlement(body)) segment.unseen.push({ offset, length })
      else if (!noteSettled(segment, body)) unreadable++
    }
    segment.unseen.reverse()
    // Where nothing is a record, nothing needs the room.
    segment.size = records.length > 0 ? end : 0
    file.truncate(segment.size)
    if (records.length > 0) cover(path, damages)
    return { segment, bytes, fileBytes, unreadable }
  } finally {
    file.close()
  }
}

/** What stands in it, read again where need be; `undefined` where that fails. */
export const bytesOf = (
  taken: TakenSegment,
  { withFile }: Pick<Shelf, 'withFile'>,
): Buffer | undefined => {
  const read = (file: SegmentFile): void => {
    taken.bytes ??= file.read(0, Math.min(taken.segment.size, longestSegment))
  }
  if (!taken.bytes) attempt(() => withFile(taken.segment, read), undefined)
  return taken.bytes
}

const noteSettled = ({ settled }: Segment, body: Buffer): boolean => {
  const settlement = parseSettlement(body)
  for (const id of settlement?.done ?? []) {
    const sinks = settled.get(id) ?? new Set()
    settled.set(id, sinks.add(settlement?.by ?? ''))
  }
  return settlement !== undefined
}

/** Through a handle that does not append: line ends over damage are read as nothing. */
export const cover = (path: string, damages: readonly Damage[]): void => {
  if (damages.length === 0) return
  const fd = openSync(path, constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0))
  try {
    for (const { from, to } of damages)
      writeSync(fd, Buffer.alloc(to - from, 0x0a), 0, to - from, from)
  } finally {
    closeSync(fd)
  }
}
