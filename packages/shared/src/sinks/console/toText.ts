import type { Json } from '../../model/attributes.ts'
import type { Exception, Frame } from '../../model/exception.ts'
import type { Severity } from '../../model/severity.ts'
import type { Signal } from '../../model/signal.ts'
import { clip } from '../../primitives/toJson.ts'
import { escapeControls, escapeLines } from './escapeControls.ts'
import { callOf, headOf, type Outline, outlineOf } from './outlineOf.ts'

/** A stack that overflowed has thousands of calls, and the first of them say it all. */
const mostCalls = 30
const longestNote = 1_000
const margin = '    '

/** As terminals number their colours: https://www.ecma-international.org/publications-and-standards/standards/ecma-48/ */
const colours: Readonly<Record<Severity, string>> = {
  debug: '90',
  info: '36',
  warn: '33',
  error: '31',
  fatal: '97;41',
}
const bold = '1'
const dim = '2'

type Paint = (style: string, text: string) => string

const plain: Paint = (_, text) => text
const coloured: Paint = (style, text) => `\u001b[${style}m${text}\u001b[0m`

/**
 * A signal as a person reads it: a line that says what happened, then the calls, those of the app
 * marked, the causes, and what else is known. Whatever a terminal would obey is spelled out.
 */
export const toText = (signal: Signal, isColoured: boolean): string => {
  const paint = isColoured ? coloured : plain
  const outline = outlineOf(signal)
  return [
    toHead(signal, outline, paint),
    ...outline.exceptions.flatMap((exception, index) => [
      ...(index > 0 ? [toCause(exception, paint)] : []),
      ...toDetail(exception.properties),
      ...toCalls(exception, paint),
    ]),
    ...outline.notes.map(([name, value]) => `  ${paint(dim, `${name}:`)} ${toNote(value)}`),
  ].join('\n')
}

/** What happened, and what is shown of its stacks: for consoles that show the rest themselves. */
export const toShortText = (signal: Signal): string => {
  const { title, exceptions } = outlineOf(signal)
  return [
    escapeLines(toTitle(signal, title), margin),
    ...exceptions.flatMap((exception, index) => [
      ...(index > 0 ? [toCause(exception, plain)] : []),
      ...toCalls(exception, plain),
    ]),
  ].join('\n')
}

const toHead = (signal: Signal, { severity, title }: Outline, paint: Paint): string => {
  const time = paint(dim, new Date(signal.time).toISOString())
  const level = paint(colours[severity], severity.toUpperCase().padEnd(5))
  const service = escapeControls(signal.resource.service)
  return `${time} ${level} ${service} ${paint(bold, escapeLines(toTitle(signal, title), margin))}`
}

/** Of what is no text for people, its kind is told, too. */
const toTitle = ({ kind }: Signal, title: string): string =>
  kind === 'error' || kind === 'log' ? title : `${kind} ${title}`.trim()

const toCause = (exception: Exception, paint: Paint): string => {
  const { source = 'cause' } = exception.mechanism
  return `  ${escapeControls(source)}: ${paint(bold, escapeLines(headOf(exception), margin))}`
}

const toDetail = (properties: Exception['properties']): readonly string[] =>
  properties && Object.keys(properties).length > 0 ? [`${margin}with ${toNote(properties)}`] : []

const toCalls = ({ stack }: Exception, paint: Paint): readonly string[] => {
  if (!stack) return []
  const calls =
    'frames' in stack
      ? stack.frames.slice(0, mostCalls).map((frame) => toCall(frame, paint))
      : stack.text
          .split('\n')
          .slice(0, mostCalls)
          .map((line) => margin + escapeControls(line.trim()))
  const left = ('frames' in stack ? stack.frames.length : calls.length) - calls.length
  return left > 0 ? [...calls, `${margin}… ${left} more`] : calls
}

const toCall = (frame: Frame, paint: Paint): string => {
  const call = escapeControls(clip(callOf(frame), longestNote))
  return frame.inApp ? `  › ${call}` : paint(dim, margin + call)
}

const toNote = (value: Json): string => escapeControls(clip(spell(value), longestNote))

/** `plan=pro paid=true`; what is no plain fact as JSON. */
const spell = (value: Json): string => {
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return toOneLine(value)
  return Object.entries(value)
    .map(([name, member]) => `${name}=${toOneLine(member)}`)
    .join(' ')
}

const toOneLine = (value: Json): string =>
  typeof value === 'string' && !/[\s=]/.test(value) ? value : JSON.stringify(value)
