import type { Exception, Frame, Stack } from '../model/exception.ts'
import type { Signal } from '../model/signal.ts'

const mostFrames = 100
/** No real line is longer; a cap here is what keeps every expression below linear. */
const longestLine = 1_024

/** `    at fn (file:1:2)`, `    at file:1:2`, `    at async Promise.all (index 0)`. */
const v8Line = /^\s*at (?:async )?(.*)$/
/** `fn@file:1:2` of Firefox and Safari. */
const geckoLine = /^([^@]*)@(.*)$/
const location = /^(.*?):(\d+)(?::(\d+))?$/

/** Replaces the raw stacks of a signal by their frames, where any can be read. */
export const withParsedStacks = (signal: Signal): Signal =>
  signal.kind === 'error' ? { ...signal, exceptions: signal.exceptions.map(withFrames) } : signal

const withFrames = (exception: Exception): Exception => {
  const { stack } = exception
  return stack ? { ...exception, stack: parseStack(stack) } : exception
}

const parseStack = (stack: Stack): Stack => {
  if ('frames' in stack) return stack
  const lines = stack.text.split('\n').filter((line) => line.length <= longestLine)
  // By one dialect a stack: in V8's, a message above the calls may look like a line of the other.
  const calls = lines.some(isV8Call) ? lines.map(parseV8Line) : lines.map(parseGeckoLine)
  const frames = calls.filter((frame) => frame !== undefined).slice(0, mostFrames)
  return frames.length > 0 ? { frames } : stack
}

const isV8Call = (line: string): boolean => parseV8Line(line) !== undefined

const parseV8Line = (line: string): Frame | undefined => {
  const call = v8Line.exec(line)?.[1]
  if (call === undefined) return undefined
  const open = call.endsWith(')') ? call.indexOf(' (') : -1
  return open < 0 ? toFrame('', call) : toFrame(call.slice(0, open), call.slice(open + 2, -1))
}

const parseGeckoLine = (line: string): Frame | undefined => {
  const [, name, place] = geckoLine.exec(line) ?? []
  return place === undefined ? undefined : toFrame(name, place)
}

const toFrame = (name: string | undefined, place: string): Frame | undefined => {
  const [, file, line, column] = location.exec(place) ?? []
  if (file === undefined || line === undefined) return undefined
  return {
    function: name || undefined,
    file,
    line: Number(line),
    column: column === undefined ? undefined : Number(column),
    inApp: !(file.startsWith('node:') || /[\\/]node_modules[\\/]/.test(file) || file === 'native'),
  }
}
