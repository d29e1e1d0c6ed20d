import { clip, type SourceLines } from '@holdfast/shared'

/** Of a line, in characters: those of minified code are cut to what is around the call. */
const width = 200
/** Bytes of UTF-8 for as many characters, at the most. */
const bytesOfWidth = width * 4
const newline = 10

/** Where something stands: as stacks count, from 1 on. */
export interface Spot {
  readonly line: number
  readonly column?: number | undefined
}

/**
 * The line, and so many before and after it; nothing where the file has no such line. Each is a text of
 * its own: an engine keeps all of a file for a part of its text.
 */
export const linesAround = (
  content: Buffer,
  { line, column = 1 }: Spot,
  around: number,
): SourceLines | undefined => {
  const first = Math.max(1, line - around)
  let from = startOf(content, first)
  const lines: string[] = []
  for (let number = first; number <= line + around && from >= 0; number++) {
    const end = content.indexOf(newline, from)
    const bytes = content.subarray(from, end < 0 ? content.length : end)
    lines.push(number === line ? cutAround(bytes, column) : cutEnd(bytes))
    from = end < 0 ? -1 : end + 1
  }
  // What follows the last end of a line is none.
  if (from < 0 && lines.at(-1) === '') lines.pop()
  const wanted = lines[line - first]
  return wanted === undefined
    ? undefined
    : {
        before: lines.slice(0, line - first),
        line: wanted,
        after: lines.slice(line - first + 1),
      }
}

const startOf = (content: Buffer, line: number): number => {
  let from = 0
  for (let number = 1; number < line; number++) {
    const end = content.indexOf(newline, from)
    if (end < 0) return -1
    from = end + 1
  }
  return from
}

const cutEnd = (bytes: Buffer): string => clip(toText(bytes.subarray(0, bytesOfWidth)), width)

const cutAround = (bytes: Buffer, column: number): string => {
  const text = toText(bytes)
  if (text.length <= width) return clip(text, width)
  const from = Math.max(0, Math.min(column - 1 - width / 2, text.length - width))
  return (from > 0 ? '…' : '') + clip(text.slice(from), width)
}

const toText = (bytes: Buffer): string => bytes.toString('utf8').replace(/^\ufeff|\r$/g, '')
