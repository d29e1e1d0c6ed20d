import { attempt, isObject } from '../primitives/attempt.ts'
import { isModest } from './isModest.ts'
import type { RelayHost } from './relayHost.ts'

/** A header of an envelope or of an item of one. */
export type Header = Readonly<Record<string, unknown>>

export interface EnvelopeItem {
  readonly type: string
  readonly header: Header
  /** Of any bytes. */
  readonly payload: Uint8Array
}

export interface Envelope {
  readonly header: Header
  readonly items: readonly EnvelopeItem[]
}

interface Reading {
  readonly decode: RelayHost['decode']
  readonly itemTypes: ReadonlySet<string>
}

const newline = 0x0a
const longestHeader = 16_384
const mostItems = 100
/** https://develop.sentry.dev/sdk/data-model/event-payloads/#event_id */
const idForm = /^[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}$/i

/**
 * Reads an envelope, in one way and in one pass; `undefined` where it is none, or holds what the relay
 * does not forward. https://develop.sentry.dev/sdk/data-model/envelopes/
 */
export const parseEnvelope = (bytes: Uint8Array, reading: Reading): Envelope | undefined => {
  let at = 0
  const readLine = (): Uint8Array => {
    const end = bytes.indexOf(newline, at)
    const line = bytes.subarray(at, end < 0 ? bytes.length : end)
    at += line.length + 1
    return line
  }
  const header = readHeader(readLine(), reading.decode)
  if (!header || !hasGoodId(header)) return undefined
  const items: EnvelopeItem[] = []
  while (at < bytes.length) {
    // An envelope may end with any number of them.
    if (bytes[at] === newline) {
      at++
      continue
    }
    const own = readHeader(readLine(), reading.decode)
    const type = own?.['type']
    if (!own || typeof type !== 'string' || !reading.itemTypes.has(type)) return undefined
    const payload = own['length'] === undefined ? readLine() : take(own['length'])
    if (!payload || items.push({ type, header: own, payload }) > mostItems) return undefined
  }
  return items.length > 0 ? { header, items } : undefined

  /** So many bytes, and the end of the line or of the envelope behind them. */
  function take(length: unknown): Uint8Array | undefined {
    if (!Number.isSafeInteger(length) || Number(length) < 0) return undefined
    const end = at + Number(length)
    if (end > bytes.length || (end < bytes.length && bytes[end] !== newline)) return undefined
    const payload = bytes.subarray(at, end)
    at = end + 1
    return payload
  }
}

const readHeader = (line: Uint8Array, decode: Reading['decode']): Header | undefined => {
  if (line.length > longestHeader || !isModest(line)) return undefined
  const value: unknown = attempt(() => JSON.parse(decode(line) ?? ''), undefined)
  return isObject(value) && !Array.isArray(value) ? (value as Header) : undefined
}

const hasGoodId = ({ event_id: id }: Header): boolean =>
  id === undefined || (typeof id === 'string' && idForm.test(id))
