import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import {
  after,
  attempt,
  type Clock,
  type MonotonicTime,
  milliseconds,
  type Scheduler,
  type UsagePage,
  type UsageRow,
} from '@holdfast/shared'
import { type ActiveSegment, createActiveSegment } from '../spool/activeSegment.ts'
import { NotKept } from '../spool/notKept.ts'
import { createNonce } from '../spool/owner.ts'
import type { RecordWriter } from '../spool/record.ts'
import { nobody, parseSegmentName, toSegmentName, withOwner } from '../spool/segmentName.ts'
import { removeFile } from '../spool/shelf.ts'
import type { StoreSettings } from '../spool/storeOptions.ts'
import { longestSegment } from '../spool/takenSegment.ts'
import type { Trouble } from '../spool/trouble.ts'
import { knownText, newText } from './useTexts.ts'

/** A file of ours, as long as it is there. */
export interface OwnFile {
  readonly path: string
  /** Leaves it to another life. */
  release(): void
}

/** The place that pages lie in. */
export interface PageFolder {
  readonly path: string
  readonly owner: string
  /** Makes the folder where it is missing. */
  readonly prepare: () => void
}

export interface PageParts {
  readonly settings: StoreSettings
  readonly clock: Clock
  readonly scheduler: Scheduler
  readonly trouble: Trouble
  /** Shared by all pages: nothing stays in it from one note to the next. */
  readonly writer: RecordWriter
  readonly openFolder: () => PageFolder
  /** What of ours lies on disk. */
  readonly files: Set<OwnFile>
  /** A page has become a file. */
  readonly onFile: () => void
}

const lookPause = milliseconds(1_000)

/** 64 bits of chance, and 16 of the time: all that can be told from the name in any hands. */
export const pageIdOf = (name: string): string => {
  const { created = 0, nonce = '' } = parseSegmentName(name) ?? {}
  return `${nonce}${(created % 65_536).toString(16).padStart(4, '0')}`
}

/** A page of this life. It becomes a file with its first use. */
export const createPage = (parts: PageParts): UsagePage => {
  const { settings, clock, trouble, writer, files } = parts
  const most = Math.min(settings.maxBytes, longestSegment)
  const defined = new Set<number>()
  let birth: { readonly created: number; readonly nonce: string } | undefined
  let opened: { readonly active: ActiveSegment; readonly file: OwnFile } | undefined
  let refusal: { readonly error: unknown } | undefined
  let notes = 0
  let lookedUntil: MonotonicTime | undefined

  const nameFor = (owner: string): string => {
    birth ??= { created: clock.wall(), nonce: createNonce() }
    return toSegmentName({ kind: 'use', ...birth, owner })
  }

  const open = (): ActiveSegment => {
    if (opened) return opened.active
    const { path, owner, prepare } = parts.openFolder()
    const name = nameFor(owner)
    const made = { ...parts, path, prepare, nameNext: () => name, fsync: settings.fsync }
    const active = createActiveSegment(made)
    const file = createOwnFile(join(path, name), join(path, withOwner(name, nobody)), () => {
      refuse(new NotKept('This page is closed.'))
      active.stop()
      attempt(active.seal, undefined)
    })
    opened = { active, file }
    files.add(file)
    parts.onFile()
    return active
  }

  const refuse = (error: unknown): void => {
    refusal ??= { error }
  }

  /**
   * Whoever cannot ask whether we run takes what has not been touched for a minute, and files in use are
   * touched every 15 seconds. A host that stood still for longer finds out before it writes again: the
   * taker has read the page by then, under the same id, and must not be left a longer one.
   */
  const lookSometimes = (active: ActiveSegment): void => {
    const now = clock.now()
    if (lookedUntil !== undefined && now < lookedUntil) return
    lookedUntil = after(now, lookPause)
    if (active.look() !== 'there') throw new NotKept('This page was taken, or deleted, by another.')
  }

  const write = (active: ActiveSegment, text: string): void => {
    const size = active.current?.size ?? 0
    writer.clear()
    if (size + writer.add(text) > most) throw new NotKept(`A page may have ${most} bytes.`)
    try {
      active.append(writer.take())
    } catch (error) {
      // Whoever is told that it is not kept must not find it later.
      attempt(() => active.file?.truncate(size), undefined)
      throw error
    }
  }

  const keep = (row: UsageRow, quantity: number): void => {
    if (!Number.isFinite(quantity)) throw new NotKept('A quantity is a finite number.')
    const active = open()
    lookSometimes(active)
    const { index } = row
    const isKnown = defined.has(index)
    write(active, isKnown ? knownText(notes, index, quantity) : newText(notes, row, quantity))
    if (!isKnown) defined.add(index)
    notes++
  }

  return {
    get id() {
      return pageIdOf(nameFor(nobody))
    },
    note: (row, quantity) => {
      if (refusal) throw refusal.error
      try {
        trouble.check()
        trouble.attend(() => keep(row, quantity))
      } catch (error) {
        refuse(error)
        throw error
      }
    },
    remove: () => {
      refuse(new NotKept('This page is removed.'))
      if (!opened) return
      const { active, file } = opened
      active.stop()
      active.file?.close()
      files.delete(file)
      // Where no file could be made, not even its folder need be one.
      if (existsSync(file.path)) removeFile(file.path)
    },
  }
}

/** @param onRelease - lets go of it first. */
export const createOwnFile = (path: string, free: string, onRelease?: () => void): OwnFile => {
  let current = path
  return {
    get path() {
      return current
    },
    release: () => {
      onRelease?.()
      if (current === free) return
      attempt(() => renameSync(current, free), undefined)
      current = free
    },
  }
}
