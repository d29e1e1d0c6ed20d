import { join } from 'node:path'
import {
  after,
  type Clock,
  type MonotonicTime,
  milliseconds,
  type Scheduler,
  type Stop,
} from '@holdfast/shared'
import { createSegment, type Segment } from './segment.ts'
import { createSegmentFile, type SegmentFile } from './segmentFile.ts'
import type { StoreSettings } from './storeOptions.ts'

/** The one segment that is written to. */
export interface ActiveSegment {
  readonly current: Segment | undefined
  readonly file: SegmentFile | undefined
  /** Appends, to a new segment where there is none, and tells where the bytes begin. */
  append(bytes: Buffer): { readonly segment: Segment; readonly offset: number }
  truncate(): void
  /** The segment is written to no more. */
  seal(): Segment | undefined
  /** `'moved'` where somebody else has taken it, `'deleted'` where its file is in no folder any more. */
  look(): 'there' | 'moved' | 'deleted'
  stop(): void
}

interface ActiveParts {
  readonly path: string
  /** Of a segment that is to be made. */
  readonly nameNext: () => string
  readonly fsync: StoreSettings['fsync']
  readonly clock: Clock
  readonly scheduler: Scheduler
  /** Makes the folder where it is missing. */
  readonly prepare: () => void
}

const syncPause = milliseconds(1_000)

export const createActiveSegment = (parts: ActiveParts): ActiveSegment => {
  const { path, nameNext, fsync, clock, scheduler, prepare } = parts
  let active: { readonly segment: Segment; readonly file: SegmentFile } | undefined
  let stopTimer: Stop | undefined
  let syncedUntil: MonotonicTime | undefined

  const open = (): { readonly segment: Segment; readonly file: SegmentFile } => {
    const name = nameNext()
    prepare()
    const opened = { segment: createSegment(name), file: createSegmentFile(join(path, name)) }
    active = opened
    if (fsync !== 'never') syncFolder(path)
    return opened
  }

  const sync = (): void => {
    stopTimer = undefined
    syncedUntil = after(clock.now(), syncPause)
    active?.file.syncLater()
  }

  const syncAsAsked = (file: SegmentFile): void => {
    if (fsync === 'always') file.sync()
    if (fsync !== 'interval' || stopTimer) return
    const wait = syncedUntil === undefined ? 0 : syncedUntil - clock.now()
    stopTimer = scheduler.after(milliseconds(Math.max(0, wait)), sync)
  }

  return {
    get current() {
      return active?.segment
    },
    get file() {
      return active?.file
    },
    append: (bytes) => {
      const { segment, file } = active ?? open()
      file.append(bytes)
      const offset = segment.size
      segment.size += bytes.length
      syncAsAsked(file)
      return { segment, offset }
    },
    truncate: () => {
      active?.file.truncate(0)
      if (active) active.segment.size = 0
    },
    seal: () => {
      const sealed = active
      active = undefined
      if (sealed && fsync === 'interval') sealed.file.syncLater()
      sealed?.file.close()
      return sealed?.segment
    },
    look: () => {
      if (!active || active.file.isAt(join(path, active.segment.name))) return 'there'
      return active.file.isDeleted() ? 'deleted' : 'moved'
    },
    stop: () => stopTimer?.(),
  }
}

/** Without it, a power cut may take the name of a new file. Windows has no such call. */
const syncFolder = (path: string): void => {
  if (process.platform === 'win32') return
  const { openSync, fsyncSync, closeSync } = process.getBuiltinModule('node:fs')
  const fd = openSync(path, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
