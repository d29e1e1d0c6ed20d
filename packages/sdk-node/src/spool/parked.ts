import { attempt, type Recovered, type SignalId, type StoredSignal } from '@holdfast/shared'
import { loadCrc, readRecords } from './record.ts'
import { parseSignal } from './recordTexts.ts'
import type { Held } from './segment.ts'
import type { SegmentFile } from './segmentFile.ts'
import type { Shelf } from './shelf.ts'

/** One of the sinks that it was parked for has settled it. */
export const unpark = (parked: Shelf['parked'], id: SignalId, sink: string): void => {
  const left = parked.get(id)?.filter((name) => name !== sink)
  if (left?.length === 0) parked.delete(id)
  else if (left) parked.set(id, left)
}

/** The one that has waited longest, in the hands of its taker from now on. */
export const takeParked = (shelf: Shelf): Recovered | undefined => {
  for (const [id, owed] of shelf.parked) {
    shelf.parked.delete(id)
    const held = shelf.held.get(id)
    // Where the disk does not give it now, it is left where it lies, to another life.
    const found = held ? attempt(() => readHeld(shelf, held), 'later') : undefined
    if (found === 'later') continue
    if (found) return { type: 'held', signal: found.signal, owed }
    if (held) shelf.forget(held)
    return { type: 'unreadable', records: 1 }
  }
  return undefined
}

/** `undefined` where what lies there is not what was written. */
const readHeld = (shelf: Shelf, held: Held): StoredSignal | undefined => {
  const { segment, offset, length, id } = held
  let stored: StoredSignal | undefined
  const read = (file: SegmentFile): void => {
    const [record] = readRecords(file.read(offset, length), loadCrc()).records
    stored = record && parseSignal(record.body)
  }
  const { current, file } = shelf.active
  if (segment === current && file) read(file)
  else shelf.withFile(segment, read)
  return stored?.signal.id === id ? stored : undefined
}
