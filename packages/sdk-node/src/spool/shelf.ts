import { unlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock, Scheduler, SignalId } from '@holdfast/shared'
import { type ActiveSegment, createActiveSegment } from './activeSegment.ts'
import { createParked, type Parked } from './createParked.ts'
import { createNonce } from './owner.ts'
import { createRecordWriter, loadCrc, type RecordWriter, readRecords } from './record.ts'
import { withOwed } from './recordTexts.ts'
import { dropFrom, type Held, holdIn, isDone, type Segment } from './segment.ts'
import { openSegmentFile, type SegmentFile } from './segmentFile.ts'
import { toSegmentName } from './segmentName.ts'
import type { StoreSettings } from './storeOptions.ts'
import { isGone } from './trouble.ts'

/** The segments that we own, and where in them lies what is owed. */
export interface Shelf {
  readonly active: ActiveSegment
  /** Those that are written to no more, but for settlements. */
  readonly sealed: Set<Segment>
  readonly held: ReadonlyMap<SignalId, Held>
  /** Those of them that are in no memory. */
  readonly parked: Parked
  hold(held: Held): void
  forget(held: Held): void
  heldIn(segment: Segment): readonly Held[]
  pathOf(segment: Segment): string
  all(): readonly Segment[]
  bytes(): number
  seal(): void
  /** Removes a segment in which nothing is owed. */
  dropIfDone(segment: Segment): void
  /** Writes what is owed in it once more, elsewhere, and removes it. */
  compact(segment: Segment): void
  /** Opens a sealed segment for as long as it is worked on; one that is gone is forgotten. */
  withFile(segment: Segment, work: (file: SegmentFile) => void): void
  /** Notices that somebody deleted the file that we write to, or took it from us. */
  look(): void
}

export interface ShelfParts {
  readonly path: string
  /** Makes the folder where it is missing. */
  readonly prepare: () => void
  readonly owner: string
  readonly settings: StoreSettings
  readonly clock: Clock
  readonly scheduler: Scheduler
}

export const createShelf = (parts: ShelfParts): Shelf => {
  const { path, settings } = parts
  const active = createActiveSegment({ ...parts, ...settings, nameNext: namerOf(parts) })
  const sealed = new Set<Segment>()
  const byId = new Map<SignalId, Held>()
  const parked = createParked()
  const writer = createRecordWriter()

  const pathOf = ({ name }: Segment): string => join(path, name)
  const all = (): readonly Segment[] => [...sealed, ...(active.current ? [active.current] : [])]

  const heldIn = (segment: Segment): readonly Held[] =>
    segment.records.filter((one) => byId.get(one.id) === one)

  const forget = (held: Held): void => {
    if (byId.get(held.id) === held && byId.delete(held.id)) dropFrom(held)
  }
  const leaveToTaker = (held: Held): void => {
    parked.delete(held.id)
    forget(held)
  }
  const hold = (held: Held): void => {
    holdIn(held)
    byId.set(held.id, held)
  }
  const seal = (): void => {
    const segment = active.seal()
    if (!segment) return
    sealed.add(segment)
    dropIfDone(segment)
  }
  const dropIfDone = (segment: Segment): void => {
    if (!sealed.has(segment) || !isDone(segment)) return
    removeFile(pathOf(segment))
    sealed.delete(segment)
  }

  const move = (segment: Segment, read: SegmentFile['read']): void => {
    const moved = heldIn(segment)
    const lengths = addOwed(writer, moved, read)
    const bytes = writer.take()
    const target = bytes.length > 0 ? active.append(bytes) : undefined
    let offset = target?.offset ?? 0
    for (const [index, one] of moved.entries()) {
      const length = lengths[index] ?? 0
      forget(one)
      if (target && length > 0) hold({ ...one, segment: target.segment, offset, length })
      offset += length
    }
  }

  /** Somebody who takes or deletes one of our files must not make us stumble over it for ever. */
  const withFile: Shelf['withFile'] = (segment, work) => {
    const file = openUnlessGone(pathOf(segment))
    if (file === undefined) {
      for (const one of heldIn(segment)) forget(one)
      sealed.delete(segment)
      return
    }
    try {
      work(file)
    } finally {
      file.close()
    }
  }

  return {
    active,
    sealed,
    held: byId,
    parked,
    hold,
    forget,
    heldIn,
    pathOf,
    all,
    // Asked before each write.
    bytes: () => sizeOfAll(sealed, active.current?.size ?? 0),
    seal,
    dropIfDone,
    compact: (segment) => {
      if (segment === active.current) seal()
      if (!sealed.has(segment)) return
      withFile(segment, (file) => move(segment, file.read))
      // Not before the copy is as safe as the original was.
      if (settings.fsync !== 'never') active.file?.sync()
      dropIfDone(segment)
    },
    withFile,
    look: () => {
      const state = active.look()
      const { file, current } = active
      if (state === 'there' || !file || !current) return
      const whole = state === 'deleted' ? file.read(0, current.size) : undefined
      active.seal()
      if (whole) move(current, (offset, length) => whole.subarray(offset, offset + length))
      else for (const one of heldIn(current)) leaveToTaker(one)
    },
  }
}

const namerOf =
  ({ owner, clock }: ShelfParts) =>
  (): string =>
    toSegmentName({ kind: 'seg', created: clock.wall(), nonce: createNonce(), owner })

/** What is still owed of them; nothing of one that cannot be read. */
const addOwed = (
  writer: RecordWriter,
  moved: readonly Held[],
  read: SegmentFile['read'],
): readonly number[] => {
  const crcOf = loadCrc()
  writer.clear()
  return moved.map(({ offset, length, owed }) => {
    const [record] = readRecords(read(offset, length), crcOf).records
    return record ? writer.add(withOwed(record.body.toString('utf8'), owed)) : 0
  })
}

const sizeOfAll = (segments: Iterable<Segment>, more: number): number => {
  let sum = more
  for (const { size } of segments) sum += size
  return sum
}

export const openUnlessGone = (path: string): SegmentFile | undefined => {
  try {
    return openSegmentFile(path)
  } catch (error) {
    if (!isGone(error)) throw error
    return undefined
  }
}

export const removeFile = (path: string): void => {
  try {
    unlinkSync(path)
  } catch (error) {
    if (!isGone(error)) throw error
  }
}
