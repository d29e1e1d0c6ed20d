import { attempt, type Recovered, type SignalId, type StoredSignal } from '@holdfast/shared'
import type { Parked } from './createParked.ts'
import { loadCrc, readRecords } from './record.ts'
import { parseSignal } from './recordTexts.ts'
import type { Held } from './segment.ts'
import type { SegmentFile } from './segmentFile.ts'
import type { Shelf } from './shelf.ts'

export type HasRoom = (sink: string) => boolean

/** These of the sinks that it was parked for have it, or have settled it. */
export const unpark = (parked: Parked, id: SignalId, sinks: readonly string[]): void => {
  const waiting = parked.get(id)
  const left = waiting?.filter((name) => !sinks.includes(name))
  if (left && left.length < (waiting?.length ?? 0)) parked.set(id, left)
}

/** One that has waited longest, in the hands of those of its takers that have room for it from now on. */
export const takeParked = (shelf: Shelf, hasRoom: HasRoom): Recovered | undefined => {
  const { parked } = shelf
  for (let next = parked.first(hasRoom); next; next = parked.first(hasRoom)) {
    const { id, sinks: owed } = next
    unpark(parked, id, owed)
    const held = shelf.held.get(id)
    // Where the disk does not give it now, it is left where it lies, to another life.
    const found = held ? attempt(() => readHeld(shelf, held), 'later') : undefined
    if (found === 'later') continue
    if (found) return { type: 'held', wasParked: true, signal: found.signal, owed }
    parked.delete(id)
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
