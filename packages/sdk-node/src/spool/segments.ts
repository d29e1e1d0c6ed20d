import { renameSync } from 'node:fs'
import { join } from 'node:path'
import {
  after,
  attempt,
  classOf,
  type MonotonicTime,
  milliseconds,
  type Signal,
  type SignalId,
  type StoredSignal,
} from '@holdfast/shared'
import { eraseRecords } from './erase.ts'
import { unpark } from './parked.ts'
import { createRecordWriter, type RecordWriter } from './record.ts'
import { createSignalTexts, settlementText } from './recordTexts.ts'
import { compactIfCan, makeRoom, mostWasteful } from './room.ts'
import { type Held, isDone, type Segment } from './segment.ts'
import { nobody, withOwner } from './segmentName.ts'
import { createShelf, type Shelf, type ShelfParts } from './shelf.ts'

/** Keeps signals in segments of our own. What touches the disk throws as the disk does. */
export interface Segments {
  readonly shelf: Shelf
  /** Keeps all of them, or throws. */
  write(signals: readonly StoredSignal[]): void
  /** It is about to be kept once more, owed to others. */
  supersede(id: SignalId): void
  /** Notes that the sink is done with it; it is on disk only after `commit`. */
  settle(id: SignalId, sink: string): void
  /** Writes settlements, and removes what is done; past one that fails, the others. */
  commit(): void
  /** Leaves nothing of such signals; gives what was still owed, and not handed over. */
  erase(
    isGone: (signal: Signal) => boolean,
    onFailed: (error: unknown) => void,
  ): readonly StoredSignal[]
  /** Leaves everything to whoever comes. */
  release(): void
  /** How many bytes others keep in the same folder. */
  noteOthers(bytes: number): void
  /** How many signals had to go for others since this was last asked. */
  takeDisplaced(): number
}

/** A segment is written to until it has this size. */
const fullSize = 1_024 * 1_024
const lookPause = milliseconds(1_000)

export const createSegments = (parts: ShelfParts): Segments => {
  const { clock, settings } = parts
  const shelf = createShelf(parts)
  const { active, sealed } = shelf
  const writer = createRecordWriter()
  const signalText = createSignalTexts()
  let others = 0
  let displaced = 0
  let lookedUntil: MonotonicTime | undefined

  const onDisplaced = (signals: number): void => {
    displaced += signals
  }

  /** It costs as much as a write, so it is not done before each. */
  const lookSometimes = (): void => {
    const now = clock.now()
    if (lookedUntil !== undefined && now < lookedUntil) return
    lookedUntil = after(now, lookPause)
    shelf.look()
  }

  const rotate = (): void => {
    shelf.seal()
    const wasteful = mostWasteful(sealed, 3 / 4)
    if (wasteful) compactIfCan(shelf, wasteful)
  }

  /** What is kept a second time, owed to others, is kept for them alone. */
  const giveUp = (held: Held | undefined): void => {
    if (!held) return
    for (const sink of held.owed) noteDone(held.segment, sink, held.id)
    shelf.parked.delete(held.id)
    shelf.forget(held)
  }

  const holdAll = (
    signals: readonly StoredSignal[],
    lengths: readonly number[],
    { segment, offset }: { readonly segment: Segment; readonly offset: number },
  ): void => {
    let at = offset
    let index = 0
    for (const { signal, owed } of signals) {
      const length = lengths[index++] ?? 0
      giveUp(shelf.held.get(signal.id))
      shelf.hold({ id: signal.id, class: classOf(signal), segment, offset: at, length, owed })
      at += length
    }
  }

  return {
    shelf,
    write: (signals) => {
      lookSometimes()
      const lengths = addAll(writer, signals.map(signalText))
      const bytes = writer.take()
      const wanted = bytes.length
      if (shelf.bytes() + wanted > settings.maxBytes - others) {
        makeRoom(shelf, { wanted, signals }, { ...settings, others, onDisplaced })
      }
      const { current } = active
      if (current && current.size > 0 && current.size + wanted > fullSize) rotate()
      holdAll(signals, lengths, active.append(bytes))
    },
    supersede: (id) => giveUp(shelf.held.get(id)),
    settle: (id, sink) => {
      const held = shelf.held.get(id)
      if (!held?.owed.includes(sink)) return
      const { segment } = held
      held.owed = held.owed.filter((name) => name !== sink)
      noteDone(segment, sink, id)
      unpark(shelf.parked, id, [sink])
      if (held.owed.length === 0) shelf.forget(held)
    },
    commit: () => commitAll(shelf, writer),
    erase: (isGone, onFailed) =>
      eraseRecords(shelf, isGone, { isSafe: settings.fsync !== 'never', onFailed }),
    release: () => {
      active.stop()
      shelf.parked.clear()
      for (const segment of shelf.all()) attempt(() => commitOne(shelf, segment, writer), undefined)
      attempt(shelf.seal, undefined)
      for (const segment of [...sealed]) {
        const free = join(parts.path, withOwner(segment.name, nobody))
        attempt(() => renameSync(shelf.pathOf(segment), free), undefined)
        sealed.delete(segment)
        for (const held of shelf.heldIn(segment)) shelf.forget(held)
      }
    },
    noteOthers: (bytes) => {
      others = bytes
    },
    takeDisplaced: () => {
      const count = displaced
      displaced = 0
      return count
    },
  }
}

export const noteDone = (segment: Segment, sink: string, id: SignalId): void => {
  const ids = segment.done.get(sink)
  if (ids) ids.push(id)
  else segment.done.set(sink, [id])
}

const addAll = (writer: RecordWriter, texts: readonly string[]): readonly number[] => {
  writer.clear()
  return texts.map(writer.add)
}

const commitAll = (shelf: Shelf, writer: RecordWriter): void => {
  const errors: unknown[] = []
  for (const segment of shelf.all()) {
    try {
      commitOne(shelf, segment, writer)
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length > 0) throw errors[0]
}

const commitOne = (shelf: Shelf, segment: Segment, writer: RecordWriter): void => {
  const { active } = shelf
  const isActive = segment === active.current
  if (isDone(segment)) {
    if (isActive && segment.size > 0) active.truncate()
    segment.done.clear()
    shelf.dropIfDone(segment)
    return
  }
  if (segment.done.size === 0) return
  addAll(
    writer,
    [...segment.done].map(([sink, ids]) => settlementText(ids, sink)),
  )
  const bytes = writer.take()
  if (isActive) active.append(bytes)
  else shelf.withFile(segment, (file) => file.append(bytes))
  if (!isActive) segment.size += bytes.length
  segment.isStuck = false
  segment.done.clear()
}
