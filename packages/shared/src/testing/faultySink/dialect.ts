import type { Buffer } from 'node:buffer'

/** The wire formats that the faulty sink reads. */
export type Dialect = 'sentry' | 'http'

export const dialectOf = (path: string): Dialect =>
  /\/api\/\d+\/envelope\/?(?:\?|$)/.test(path) ? 'sentry' : 'http'

/** The ids of the signals in a body; none where it is not of that dialect. */
export const readIds = (dialect: Dialect, body: Buffer): readonly string[] =>
  dialect === 'sentry' ? readEnvelope(body) : readBatch(body)

const readBatch = (body: Buffer): readonly string[] => {
  const signals = member(parse(body), 'signals')
  return Array.isArray(signals) ? signals.flatMap(idOf) : readLines(body)
}

/** The first line tells of the batch, each of the others is a signal. */
const readLines = (body: Buffer): readonly string[] => {
  const [head, ...signals] = body.toString().trimEnd().split('\n').map(parse)
  return member(head, 'schema') === undefined ? [] : signals.flatMap(idOf)
}

const idOf = (signal: unknown): readonly string[] => texts(member(signal, 'id'))

/**
 * Each item names its own event; where none does, the envelope's header names the signals that it
 * carries, or the one that it is about.
 */
const readEnvelope = (body: Buffer): readonly string[] => {
  const [header, rest] = cutLine(body)
  const named = member(parse(header), 'holdfast_ids')
  if (Array.isArray(named)) return named.flatMap(texts)
  const own = [...readItems(rest)].flatMap((item) => texts(member(item, 'event_id')))
  return own.length > 0 ? own : texts(member(parse(header), 'event_id'))
}

/** The payloads of the items: as long as their header says, or else up to the end of the line. */
function* readItems(body: Buffer): Generator<unknown> {
  for (let rest = body; rest.length > 0; ) {
    const [header, afterHeader] = cutLine(rest)
    const length = member(parse(header), 'length')
    const [payload, afterPayload] =
      typeof length === 'number' ? cutAt(afterHeader, length) : cutLine(afterHeader)
    yield parse(payload)
    rest = afterPayload
  }
}

const newline = 0x0a

const cutLine = (body: Buffer): readonly [line: Buffer, rest: Buffer] => {
  const end = body.indexOf(newline)
  return cutAt(body, end < 0 ? body.length : end)
}

const cutAt = (body: Buffer, end: number): readonly [before: Buffer, after: Buffer] => [
  body.subarray(0, end),
  body.subarray(body[end] === newline ? end + 1 : end),
]

const parse = (text: Buffer | string): unknown => {
  try {
    return JSON.parse(text.toString())
  } catch {
    return undefined
  }
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined

const texts = (value: unknown): readonly string[] => (typeof value === 'string' ? [value] : [])
