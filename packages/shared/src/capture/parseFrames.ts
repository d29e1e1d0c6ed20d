import type { Frame } from '../model/exception.ts'
import { isOwn } from './inApp.ts'
import { parseGeckoLine, parseV8Line } from './parseLine.ts'

const mostFrames = 100
const longestStack = 65_536
const mostLines = 1_000
const longestLine = 1_024
const longestEnd = 256

/**
 * The calls that a stack tells of, innermost first, without ours at its top. Every bound here is one
 * on the work, whatever the text.
 */
export const parseFrames = (text: string): readonly Frame[] => {
  const lines = text.slice(0, longestStack).split('\n', mostLines).map(shorten)
  // By one dialect a stack: in V8's, a message above the calls may look like a line of the other.
  const calls = lines.flatMap((line) => parseV8Line(line) ?? [])
  const frames = calls[0] ? calls : lines.flatMap((line) => parseGeckoLine(line) ?? [])
  const outer = frames.findIndex(({ file = '' }) => !isOwn(file))
  return frames.slice(Math.max(outer, 0)).slice(0, mostFrames)
}

/** Of a long line, the middle goes: the name of a call is at its start, its place at its end. */
const shorten = (line: string): string => {
  const text = line.trim()
  return text.length > longestLine
    ? `${text.slice(0, longestLine - longestEnd)}…${text.slice(-longestEnd)}`
    : text
}
