import type { Resource, Signal, SignalId, StoredSignal } from '@holdfast/shared'
import { NotKept } from './notKept.ts'

/** A settlement is known by how it begins; a signal's record begins otherwise. */
const doneStart = Buffer.from('{"done":')
const owedStart = ',"to":['

export interface SettlementRecord {
  readonly done: readonly SignalId[]
  readonly by: string
}

/** Makes the texts of signals' records; that of a resource, in which few differ, only once. */
export const createSignalTexts = (): ((stored: StoredSignal) => string) => {
  const resources = new WeakMap<Resource, string>()
  const resourceText = (resource: Resource): string => {
    const known = resources.get(resource)
    if (known !== undefined) return known
    const text = toText(resource)
    resources.set(resource, text)
    return text
  }
  return ({ signal: { resource, ...facts }, owed }) =>
    `{"r":${resourceText(resource)},"s":${toText(facts)},"to":${toText(owed)}}`
}

/** @throws {NotKept} where it is nothing that JSON can say. */
const toText = (value: object): string => {
  try {
    return JSON.stringify(value)
  } catch (error) {
    throw new NotKept('A signal is no JSON.', { cause: error })
  }
}

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
