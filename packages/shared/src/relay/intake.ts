import type { Loss } from '../model/lossReason.ts'
import type { Resource } from '../model/resource.ts'
import type { EnvelopeSignal, Signal, SignalId } from '../model/signal.ts'
import { attempt } from '../primitives/attempt.ts'
import { createIds } from '../primitives/createIds.ts'
import { parseBatch } from '../schema/parseBatch.ts'
import { createByteBudget, type Hold } from './byteBudget.ts'
import { clientAddressOf } from './clientAddress.ts'
import { createNarrow, type Narrow } from './createNarrow.ts'
import { findDsn } from './findDsn.ts'
import { isModest } from './isModest.ts'
import { parseEnvelope } from './parseEnvelope.ts'
import { createRateLimit } from './rateLimit.ts'
import { clientKeyOf, maskAddress } from './readAddress.ts'
import { readBody, whenBusy } from './readBody.ts'
import type { RelaySettings } from './readRelayOptions.ts'
import { rebuildEnvelope } from './rebuildEnvelope.ts'
import { isRefusal, type Refusal, refuse } from './refusal.ts'
import type { RelayHost, RelayRequest } from './relayHost.ts'
import { toSignals } from './toSignals.ts'

/** What a request has brought. */
export interface Brought {
  readonly signals: readonly Signal[]
  /** What its client has lost before. */
  readonly losses: readonly Loss[]
}

/** Judges requests, and reads those that may pass. */
export interface Intake {
  /** In seconds, how long a client is to wait. */
  rateOf(request: RelayRequest): number | undefined
  /** It has room for the body until it has said what came of it. */
  read(request: RelayRequest): Promise<Brought | Refusal>
}

/** Our own take 30 by default; of each, some work is done before anything is answered. */
const mostSignals = 1_000
const mostLosses = 1_000
/** What unpacks may need megabytes for itself, whatever comes of it. */
const mostUnpacking = 2

type Format = 'batch' | 'envelope' | 'either'

/** Both ends of the wire say what it is by what they may send without a preflight, which is text. */
const formats: ReadonlyMap<string, Format> = new Map([
  ['application/json', 'batch'],
  ['application/x-sentry-envelope', 'envelope'],
  ['text/plain', 'either'],
  ['application/octet-stream', 'either'],
  ['', 'either'],
])

export const createIntake = (settings: RelaySettings, host: RelayHost): Intake => {
  const { allow, maxBytes, bodyTimeout, rate, trust, clientIp, forwardTo } = settings
  const { clock, scheduler, random } = host.runtime
  const limit = rate && createRateLimit(rate, clock)
  const budget = createByteBudget(settings)
  // Where work belongs to a request, one must not wait for another, which the host may end before.
  const narrow: Narrow = host.isPerRequest ? (work) => work() : createNarrow(mostUnpacking)
  const createId = createIds(random)
  const itemTypes = new Set(allow.items)
  const resource: Resource = {
    service: settings.service,
    sdk: host.sdk,
    runtime: host.platform,
  }

  const readBatch = (bytes: Uint8Array): Brought | Refusal => {
    const text = isModest(bytes) ? host.decode(bytes) : undefined
    const value: unknown =
      text === undefined ? undefined : attempt(() => JSON.parse(text), undefined)
    if (value === undefined) return refuse('unreadable')
    const parsed = parseBatch(value)
    if (!parsed.ok) return refuse('invalid')
    const { signals, losses = [] } = parsed.batch
    if (signals.length > mostSignals || losses.length > mostLosses) return refuse('tooLarge')
    return { signals: toSignals(parsed.batch, clock.wall()), losses }
  }

  const readEnvelope = (bytes: Uint8Array, request: RelayRequest): Brought | Refusal => {
    const envelope = parseEnvelope(bytes, { decode: host.decode, itemTypes })
    if (!envelope) return refuse('invalid')
    const dsn = findDsn(forwardTo, envelope.header['dsn'], request)
    if (!dsn) return refuse('unlisted')
    const body = rebuildEnvelope(envelope, clientIp, host.decode)
    if (!body) return refuse('unreadable')
    const address = clientIp === 'mask' ? clientAddressOf(request, trust) : undefined
    const forwardedFor = address === undefined ? undefined : maskAddress(address)
    const signal: EnvelopeSignal = {
      kind: 'envelope',
      id: createId() as SignalId,
      time: clock.wall(),
      resource,
      scope: { tags: {}, contexts: {} },
      target: dsn.url,
      body,
      ...(forwardedFor !== undefined && { forwardedFor }),
    }
    return { signals: [signal], losses: [] }
  }

  const readWith = async (request: RelayRequest, format: Format, hold: Hold) => {
    const body = await readBody(request, {
      host,
      scheduler,
      hold,
      narrow,
      maxBytes,
      timeout: bodyTimeout,
    })
    if (isRefusal(body)) return body
    const isBatch = format === 'batch' || (format === 'either' && looksLikeBatch(body))
    return isBatch ? readBatch(body) : readEnvelope(body, request)
  }

  return {
    rateOf: (request) => {
      const address = clientAddressOf(request, trust)
      return limit ? limit.take(address && clientKeyOf(address)) : undefined
    },
    read: async (request) => {
      const { url, header } = request
      const facts = { url, address: clientAddressOf(request, trust), header }
      if (allow.request && attempt(() => allow.request?.(facts), false) !== true) {
        return refuse('notAllowed')
      }
      const format = formats.get(mediaTypeOf(header('content-type') ?? ''))
      if (!format) return refuse('mediaType')
      const hold = budget.open()
      if (!hold) return refuse('busy', whenBusy)
      try {
        return await readWith(request, format, hold)
      } finally {
        hold.letGo()
      }
    },
  }
}

const mediaTypeOf = (type: string): string => (type.split(';')[0] ?? '').trim().toLowerCase()

const newline = 0x0a
const schemaMember = [...'{"schema"'].map((character) => character.charCodeAt(0))

/** Our own batches begin so, and are of one line; an envelope has two at least. */
const looksLikeBatch = (bytes: Uint8Array): boolean =>
  schemaMember.every((byte, at) => bytes[at] === byte) || !bytes.includes(newline)
