import type { EnvelopeSignal } from '../model/signal.ts'
import { attempt } from '../primitives/attempt.ts'
import { toBase64 } from '../primitives/base64.ts'
import { toAscii } from '../primitives/escapeUnits.ts'
import { toEnvelopeBody } from '../sinks/sentry/envelopeBody.ts'
import { type ClientIp, hideAddresses, mayHoldAddress } from './hideAddresses.ts'
import { isModest } from './isModest.ts'
import type { Envelope, EnvelopeItem } from './parseEnvelope.ts'
import type { RelayHost } from './relayHost.ts'

/** Of any bytes by their nature: nothing is looked for in them. */
const binaryTypes: ReadonlySet<string> = new Set(['attachment', 'replay_recording', 'replay_video'])

type Decode = RelayHost['decode']

/** A line of what goes out: as text where it is one, and as bytes where it came as those. */
interface Piece {
  readonly text: string | undefined
  readonly bytes?: Uint8Array
}

/**
 * An envelope as it goes out: headers written anew, so that all who read it read the same, and payloads
 * byte for byte, but for the addresses of clients. `undefined` where one of those cannot be looked for.
 */
export const rebuildEnvelope = (
  { header, items }: Envelope,
  clientIp: ClientIp,
  decode: Decode,
): EnvelopeSignal['body'] | undefined => {
  const pieces: Piece[] = [{ text: toAsciiJson(header) }]
  for (const item of items) {
    const payload = toPayload(item, clientIp, decode)
    if (!payload) return undefined
    const { length } = payload.bytes ?? payload.text ?? ''
    pieces.push({ text: toAsciiJson({ ...item.header, length }) }, payload)
  }
  const isText = pieces.every(({ text }) => text !== undefined)
  const body = toEnvelopeBody(
    pieces.map(({ text = '', bytes }) => (isText ? text : (bytes ?? text))),
  )
  return typeof body === 'string' ? { text: body } : { base64: toBase64(body) }
}

/** As it came, or as text of one byte a character. */
const toPayload = (
  { type, payload }: EnvelopeItem,
  clientIp: ClientIp,
  decode: Decode,
): Piece | undefined => {
  const text = decode(payload)
  const asItCame = { text, bytes: payload }
  if (binaryTypes.has(type)) return asItCame
  if (text === undefined) return undefined
  if (!mayHoldAddress(text)) return asItCame
  const value: unknown = isModest(payload) ? attempt(() => JSON.parse(text), undefined) : undefined
  if (value === undefined) return undefined
  const shown = hideAddresses(value, clientIp)
  return shown === value ? asItCame : { text: toAsciiJson(shown) }
}

const toAsciiJson = (value: unknown): string => toAscii(JSON.stringify(value))
