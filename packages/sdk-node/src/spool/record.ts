import { NotKept } from './notKept.ts'

/**
 * The form of a record on disk, readable with `cat`: a record separator, the length of the text in
 * bytes and its CRC-32 as eight hexadecimal digits each, the text, a line end. JSON escapes control
 * characters, so no text holds a separator: whatever is damaged, reading goes on at the next one.
 */
export const separator = 0x1e
const lineEnd = 0x0a
const space = 0x20
const headerLength = 19

/** The longest text that is written, and believed in when read. */
export const longestText: number = 16 * 1_024 * 1_024

/** Loaded with the first record: it would be felt in the start of every process. */
type Crc = (data: Uint8Array | string) => number

export const loadCrc = (): Crc => process.getBuiltinModule('node:zlib').crc32

/** Where a whole record lies in what was read. */
export interface FoundRecord {
  readonly offset: number
  /** Of all of it. */
  readonly length: number
  readonly body: Buffer
}

/** A stretch of bytes that is no record. */
export interface Damage {
  readonly from: number
  readonly to: number
}

export interface Reading {
  readonly records: readonly FoundRecord[]
  readonly damages: readonly Damage[]
  /** Where a record begins that a sudden end cut off; the length of it all where none does. */
  readonly end: number
}

/**
 * Finds every whole record. Damage before, between and in records costs only what it has hit.
 *
 * A record whose text is shorter than it says, at the very end, is torn: its writer died before the
 * call returned, so nobody was told that it is kept. It is cut, and not counted as damage.
 */
export const readRecords = (bytes: Buffer, crcOf: Crc): Reading => {
  const records: FoundRecord[] = []
  const damages: Damage[] = []
  const noteDamage = (from: number, to: number): void => {
    if (!isBlank(bytes, from, to)) damages.push({ from, to })
  }
  let start = bytes.indexOf(separator)
  noteDamage(0, start < 0 ? bytes.length : start)
  while (start >= 0) {
    const found = bytes.indexOf(separator, start + 1)
    const next = found < 0 ? bytes.length : found
    const body = bodyAt(bytes, start, next)
    if (body && hasCrc(bytes, start, crcOf(body))) {
      const end = start + headerLength + body.length
      const whole = bytes[end] === lineEnd ? end + 1 : end
      records.push({ offset: start, length: whole - start, body })
      noteDamage(whole, next)
    } else if (found < 0 && isTorn(bytes, start)) {
      return { records, damages, end: start }
    } else noteDamage(start, next)
    start = found
  }
  return { records, damages, end: bytes.length }
}

/** Damage that was counted is overwritten with line ends, so that nobody counts it again. */
const isBlank = (bytes: Buffer, from: number, to: number): boolean => {
  for (let index = from; index < to; index++) if (bytes[index] !== lineEnd) return false
  return true
}

const bodyAt = (bytes: Buffer, start: number, next: number): Buffer | undefined => {
  const length = hexAt(bytes, start + 1)
  if (length === undefined || length > longestText) return undefined
  const body = start + headerLength
  return body + length <= next ? bytes.subarray(body, body + length) : undefined
}

const isTorn = (bytes: Buffer, start: number): boolean => {
  if (bytes.length - start < headerLength) return true
  const length = hexAt(bytes, start + 1)
  return length !== undefined && start + headerLength + length > bytes.length
}

const hasCrc = (bytes: Buffer, start: number, crc: number): boolean =>
  hexAt(bytes, start + 10) === crc && bytes[start + 9] === space && bytes[start + 18] === space

const hexAt = (bytes: Buffer, at: number): number | undefined => {
  let value = 0
  for (let index = at; index < at + 8; index++) {
    const digit = hexDigit(bytes[index] ?? 0)
    if (digit < 0) return undefined
    value = value * 16 + digit
  }
  return value
}

/** Only what is written is read: no capital letters. */
const hexDigit = (code: number): number => {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  return code >= 0x61 && code <= 0x66 ? code - 0x57 : -1
}

/** Gathers records, to be written in one step. */
export interface RecordWriter {
  /** Adds a record, and returns its length with all that is around the text. */
  add(text: string): number
  /** What was added since the last time; valid until the next `add`. */
  take(): Buffer
  /** Forgets what was added. */
  clear(): void
}

const usualSpace = 64 * 1_024

export const createRecordWriter = (): RecordWriter => {
  let crcOf: Crc | undefined
  let scratch = Buffer.allocUnsafeSlow(0)
  let used = 0

  const makeRoom = (wanted: number): void => {
    if (used + wanted <= scratch.length) return
    const grown = Buffer.allocUnsafeSlow(Math.max(usualSpace, (used + wanted) * 2))
    scratch.copy(grown, 0, 0, used)
    scratch = grown
  }

  return {
    add: (text) => {
      crcOf ??= loadCrc()
      // One code unit takes three bytes at the most.
      makeRoom(headerLength + text.length * 3 + 1)
      const start = used + headerLength
      const length = scratch.write(text, start)
      if (length > longestText) throw new NotKept(`A record of ${length} bytes is too long.`)
      scratch[used] = separator
      writeHex(scratch, used + 1, length)
      scratch[used + 9] = space
      writeHex(scratch, used + 10, crcOf(scratch.subarray(start, start + length)))
      scratch[used + 18] = space
      scratch[start + length] = lineEnd
      used = start + length + 1
      return headerLength + length + 1
    },
    take: () => {
      const taken = scratch.subarray(0, used)
      used = 0
      // What one giant needed is not kept for ever.
      if (scratch.length > 16 * usualSpace) scratch = Buffer.allocUnsafeSlow(0)
      return taken
    },
    clear: () => {
      used = 0
    },
  }
}

const writeHex = (bytes: Buffer, at: number, value: number): void => {
  for (let index = 7, rest = value; index >= 0; index--, rest >>>= 4) {
    const digit = rest & 15
    bytes[at + index] = digit < 10 ? 0x30 + digit : 0x57 + digit
  }
}
