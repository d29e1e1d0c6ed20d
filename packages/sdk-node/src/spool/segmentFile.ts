import {
  closeSync,
  constants,
  fstatSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs'
import { attempt } from '@holdfast/shared'
import { refused } from './trouble.ts'

/** Windows has no links that open() could be led astray by. */
const { O_APPEND, O_CREAT, O_EXCL, O_RDWR, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants

/** A segment that is open for writing. */
export interface SegmentFile {
  /** All of the bytes, or none: then it throws. */
  append(bytes: Buffer): void
  read(offset: number, length: number): Buffer
  size(): number
  truncate(size: number): void
  /** Whether the file is still what lies under this path. */
  isAt(path: string): boolean
  /** Whether no name at all leads to it any more: somebody has deleted it. */
  isDeleted(): boolean
  sync(): void
  syncLater(): void
  close(): void
}

export const createSegmentFile = (path: string): SegmentFile =>
  wrap(openSync(path, O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600))

/** Nothing but a plain file of our own is opened, whatever lies under the name. */
export const openSegmentFile = (path: string): SegmentFile => {
  const fd = openSync(path, O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK)
  const facts = fstatSync(fd)
  const isOurs = !process.getuid || facts.uid === process.getuid()
  if (facts.isFile() && isOurs) return wrap(fd)
  closeSync(fd)
  throw Object.assign(new Error('no file of ours'), { code: refused })
}

const wrap = (fd: number): SegmentFile => {
  let isOpen = true
  let underWay = 0
  const close = (): void => {
    if (!isOpen || underWay > 0) return
    isOpen = false
    closeSync(fd)
  }
  let closing = false
  return {
    append: (bytes) => {
      const written = writeSync(fd, bytes)
      if (written === bytes.length) return
      // The disk took a part, and would have refused the rest.
      ftruncateSync(fd, fstatSync(fd).size - written)
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
    },
    read: (offset, length) => {
      const bytes = Buffer.allocUnsafe(length)
      return bytes.subarray(0, readSync(fd, bytes, 0, length, offset))
    },
    size: () => fstatSync(fd).size,
    truncate: (size) => ftruncateSync(fd, size),
    isAt: (path) => attempt(() => statSync(path).ino === fstatSync(fd).ino, false),
    isDeleted: () => fstatSync(fd).nlink === 0,
    sync: () => fsyncSync(fd),
    syncLater: () => {
      underWay++
      fsync(fd, () => {
        underWay--
        if (closing) close()
      })
    },
    close: () => {
      closing = true
      close()
    },
  }
}
