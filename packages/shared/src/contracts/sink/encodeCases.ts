import type { Loss } from '../../model/lossReason.ts'
import type { Signal } from '../../model/signal.ts'
import { type WallTime, wallTime } from '../../model/units.ts'
import type { WireSink } from '../../ports/sink.ts'
import type { WireRequest } from '../../ports/wire.ts'
import { claim, claimEqual } from '../claim.ts'
import { type ContractCase, caseOf } from '../contractCase.ts'

const sentAt = wallTime(1_767_225_700_000)
const sentLater = wallTime(sentAt + 60_000)

const losses: readonly Loss[] = [{ kind: 'error', reason: 'outboxFull', count: 7 }]

export const encodeCases = (
  open: () => WireSink,
  all: readonly Signal[],
): readonly ContractCase[] => {
  const encode: Encode = (pick = everything, at = sentAt) => {
    const sink = open()
    return sink.encode(pick(all.filter((signal) => sink.accepts(signal))), at, [])
  }
  return [...purityCases(open, all, encode), ...carryingCases(encode)]
}

type Pick = (signals: readonly Signal[]) => readonly Signal[]
/** Encodes those of the signals that are accepted and picked. */
type Encode = (pick?: Pick, at?: WallTime) => readonly WireRequest[]

const purityCases = (
  open: () => WireSink,
  all: readonly Signal[],
  encode: Encode,
): readonly ContractCase[] => [
  caseOf('encode: the same input gives the same output', () => {
    const sink = open()
    const signals = all.filter((signal) => sink.accepts(signal))
    claim(signals.length > 0, 'the sink accepts some of the signals')
    const first = sink.encode(signals, sentAt, losses)
    claimEqual(sink.encode(signals, sentAt, losses), first, 'encode() keeps no state')
    claimEqual(open().encode(signals, sentAt, losses), first, 'another instance encodes the same')
  }),
  // What comes back from a disk is equal to what went there, and shares no object with it.
  caseOf('encode: equal signals give equal output, whichever objects they are', () => {
    claimEqual(encode(copyEach), encode(), 'a copy encodes as the original does')
  }),
  caseOf('encode: signals are not changed', () => {
    const frozen = deepFreeze(copyEach(all))
    encode((signals) => frozen.filter(({ id }) => signals.some((signal) => signal.id === id)))
    claimEqual(frozen, copyEach(all), 'the signals are as before')
  }),
  caseOf('encode: to tell of losses changes nothing about who carries what', () => {
    const sink = open()
    const signals = all.filter((signal) => sink.accepts(signal))
    const idsOf = (requests: readonly WireRequest[]) => requests.map(({ ids }) => ids)
    const told = sink.encode(signals, sentAt, losses)
    claimEqual(idsOf(told), idsOf(sink.encode(signals, sentAt, [])), 'the same ids, in their order')
    const alone = sink.encode([], sentAt, losses)
    claim(alone.length <= 1, 'losses alone are one request, or none', alone.length)
    claimEqual(
      alone.flatMap(({ ids }) => ids),
      [],
      'and that carries no signal',
    )
  }),
  caseOf('encode: a later attempt carries the same under the same key', () => {
    const later = encode(everything, sentLater).map(toKey)
    claimEqual(later, encode().map(toKey), 'only what tells the time of sending differs')
  }),
]

const carryingCases = (encode: Encode): readonly ContractCase[] => [
  caseOf('encode: each signal is carried by exactly one request', () => {
    for (const pick of [everything, firstOnly, none]) {
      const wanted: string[] = []
      const carried = encode((signals) => {
        wanted.push(...pick(signals).map(({ id }) => id))
        return pick(signals)
      }).flatMap(({ ids }) => ids)
      claimEqual([...carried].sort(), [...wanted].sort(), 'every id is carried once')
    }
  }),
  caseOf('encode: requests are whole', () => encode().forEach(claimWhole)),
  caseOf('encode: a receiver finds each id in the body', () => {
    for (const { body, ids } of encode()) {
      const text = toText(body)
      const missing = ids.filter((id) => !text.includes(id))
      claimEqual(missing, [], 'the ids stand in the body, for dropping repeats')
    }
  }),
]

export const claimWhole = ({ url, headers, body, ids }: WireRequest): void => {
  claim(/^https?:\/\//.test(url), 'the url is one of http', url)
  claim(isBody(body), 'the body is a text, or bytes, and not empty', body)
  claim(ids.length > 0, 'a request carries a signal', ids)
  for (const [name, value] of Object.entries(headers)) {
    claim(/^[\w-]+$/.test(name) && typeof value === 'string', 'headers are texts', [name, value])
    claim(!/[\r\n]/.test(value), 'a header is of one line', [name, value])
  }
}

const isBody = (body: unknown): boolean =>
  (typeof body === 'string' || body instanceof Uint8Array) && body.length > 0

/** Bytes as Latin-1: ids have no other characters. */
const toText = (body: WireRequest['body']): string =>
  typeof body === 'string' ? body : Array.from(body, (byte) => String.fromCharCode(byte)).join('')

const toKey = ({ url, ids, headers }: WireRequest): unknown => ({
  url,
  ids,
  key: headers['idempotency-key'] ?? null,
})

const everything: Pick = (signals) => signals
const firstOnly: Pick = (signals) => signals.slice(0, 1)
const none: Pick = () => []

const copyEach: Pick = (signals) =>
  signals.map((signal): Signal => JSON.parse(JSON.stringify(signal)))

const deepFreeze = <Value>(value: Value): Value => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const member of Object.values(value)) deepFreeze(member)
  }
  return value
}
