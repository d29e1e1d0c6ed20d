import type { ErrorSignal, Signal, SignalId, Stack, StoredSignal } from '@holdfast/shared'
import { NotKept } from './notKept.ts'

/** A settlement is known by how it begins; a signal's record begins otherwise. */
const doneStart = Buffer.from('{"done":')
const owedStart = ',"to":['

export interface SettlementRecord {
  readonly done: readonly SignalId[]
  readonly by: string
}

/**
 * Makes the texts of signals' records.
 *
 * @throws {NotKept} where a signal is nothing that JSON can say.
 */
export const createSignalTexts = (): ((stored: StoredSignal) => string) => {
  const [resourceText, scopeText, owedText] = [createMemo(), createMemo(), createMemo()]
  const errorText = createErrorTexts()
  return ({ signal, owed }) => {
    try {
      const scope = scopeText(signal.scope)
      const facts = signal.kind === 'error' ? errorText(signal) : otherText(signal)
      return `{"r":${resourceText(signal.resource)},"s":{"scope":${scope},${facts}},"to":${owedText(owed)}}`
    } catch (error) {
      throw new NotKept('A signal is no JSON.', { cause: error })
    }
  }
}

/** The text of a value, made once for as long as the same comes again and again. */
const createMemo = (): ((value: object) => string) => {
  let last: { readonly value: object; readonly text: string } | undefined
  return (value) => {
    if (last?.value !== value) last = { value, text: JSON.stringify(value) }
    return last.text
  }
}

/** An error is written while its caller waits: spelled out, its text takes half of the time. */
const createErrorTexts = (): ((signal: ErrorSignal) => string) => {
  const mechanismText = createMemo()
  return ({ id, time, severity, message, exceptions, images, heldBack, cut }) => {
    let list = ''
    for (const { type, message, stack, mechanism, properties } of exceptions) {
      if (list !== '') list += ','
      list += `{"type":${quote(type)},"message":${quote(message)},${stackText(stack)}${memberText('properties', properties)}"mechanism":${mechanismText(mechanism)}}`
    }
    const rare = `${memberText('images', images)}${memberText('heldBack', heldBack)}${memberText('cut', cut)}`
    return `"id":${quote(id)},"time":${time},${rare}"kind":"error","severity":${quote(severity)},"message":${quote(message)},"exceptions":[${list}]`
  }
}

const memberText = (name: string, value: unknown): string =>
  value === undefined ? '' : `"${name}":${JSON.stringify(value)},`

const stackText = (stack: Stack | undefined): string => {
  if (stack === undefined) return ''
  return 'text' in stack
    ? `"stack":{"text":${quote(stack.text)}},`
    : `"stack":${JSON.stringify(stack)},`
}

/** What came from a disk may lack what its type promises. */
const quote = (value: string | undefined): string => JSON.stringify(value) ?? 'null'

const otherText = ({ resource, scope, ...facts }: Signal): string =>
  JSON.stringify(facts).slice(1, -1)

export const settlementText = (done: readonly SignalId[], by: string): string =>
  JSON.stringify({ done, by })

export const isSettlement = (body: Buffer): boolean =>
  body.subarray(0, doneStart.length).equals(doneStart)

/**
 * The text of a signal's record, owed to these. The list stands last, and no text within JSON can
 * hold a quote that is not escaped: nothing must be parsed.
 */
export const withOwed = (text: string, owed: readonly string[]): string =>
  `${text.slice(0, text.lastIndexOf(owedStart))},"to":${JSON.stringify(owed)}}`

/** `undefined` where the text is whole, but is no record that we know. */
export const parseSignal = (body: Buffer): StoredSignal | undefined => {
  const value = parse(body)
  const { r: resource, s, to } = value
  if (!isRecord(s) || typeof s['id'] !== 'string' || typeof s['kind'] !== 'string') return undefined
  if (typeof s['time'] !== 'number' || !isRecord(resource) || !isRecord(s['scope']))
    return undefined
  if (!isTexts(to)) return undefined
  return { signal: { ...s, resource } as unknown as Signal, owed: to }
}

export const parseSettlement = (body: Buffer): SettlementRecord | undefined => {
  const { done, by } = parse(body)
  return isTexts(done) && typeof by === 'string'
    ? { done: done as readonly SignalId[], by }
    : undefined
}

const parse = (body: Buffer): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return isRecord(value) ? value : {}
  } catch {
    return {}
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')
