import { type Frame, jsonBytes, type SourceLines } from '@holdfast/shared'
import { linesAround } from './linesAround.ts'
import { loadedSource } from './loadedSource.ts'
import type { Reading } from './reading.ts'
import { createRecent } from './recent.ts'
import { scrubLines } from './scrubLines.ts'
import { toSourcePath } from './sourcePath.ts'

/** What is told of one place. */
export interface Told {
  readonly source: SourceLines
  /** As JSON. */
  readonly bytes: number
}

/** Files for the lines of one place, and what they are. */
export interface Lines {
  /** @param original - what the file holds, where that is known. */
  of(frame: Frame, original?: string): Reading<Told | undefined>
}

interface LinesParts {
  /** How many before and after. */
  readonly around: number
  readonly scrubText: ((text: string) => string) | undefined
}

const largestFile = 2 * 1_024 * 1_024
/** Lines are held, and not files: 1,000 places take a thousandth of what their files would. */
const mostPlaces = 1_000
const mostBytes = 2 * 1_024 * 1_024

export const createLines = ({ around, scrubText }: LinesParts): Lines => {
  const recent = createRecent<Told>(mostPlaces, mostBytes)

  const cut = (content: Buffer, frame: Frame): Told | undefined => {
    const { line = 0, column } = frame
    const lines = linesAround(content, { line, column }, around)
    if (!lines) return undefined
    const source = scrubText ? scrubLines(lines, scrubText) : lines
    return { source, bytes: jsonBytes(source) }
  }

  return {
    *of(frame, original) {
      const { file = '', line, column, inApp } = frame
      if (!inApp || !line) return undefined
      const name = `${line}:${column}:${file}`
      const known = recent.get(name)
      if (known) return known
      const path = original === undefined ? toSourcePath(file) : undefined
      const read = path && (yield { path, most: largestFile })
      const text = original ?? (read ? undefined : loadedSource(file))
      const content = text === undefined ? read : Buffer.from(text)
      const told = content ? cut(content, frame) : undefined
      if (told) recent.set(name, told, told.bytes)
      return told
    },
  }
}
