import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Signal, SignalId } from '../model/signal.ts'
import { after, type Milliseconds } from '../model/units.ts'
import type { Runtime } from '../ports/runtime.ts'
import type { WireSink } from '../ports/sink.ts'
import type { WireRequest, WireResponse } from '../ports/wire.ts'
import { property } from '../primitives/attempt.ts'
import type { Courier, Pause } from './courier.ts'
import type { Entry, Settle } from './entry.ts'

interface WireCourierParts {
  readonly sink: WireSink
  readonly runtime: Pick<Runtime, 'clock' | 'transport'>
  readonly debug: DebugChannel
  readonly prepare: (signal: Signal) => Signal
  readonly settle: Settle
  readonly requestTimeout: Milliseconds
}

/** A request, and the entries whose fate hangs on it. */
interface Parcel {
  readonly request: WireRequest
  readonly entries: readonly Entry[]
}

/** Takes entries over the wire, in the dialect of the sink. */
export const createWireCourier = ({
  sink,
  runtime: { clock, transport },
  debug,
  prepare,
  settle,
  requestTimeout,
}: WireCourierParts): Courier => {
  const carry = async (entries: readonly Entry[]): Promise<Pause | undefined> => {
    const parcels = pack(entries)
    if (!parcels) return carryHalves(entries)
    for (const parcel of parcels) {
      const pause = await deliver(parcel)
      if (pause) return pause
    }
    return undefined
  }

  const carryHalves = async (entries: readonly Entry[]): Promise<Pause | undefined> => {
    const middle = Math.ceil(entries.length / 2)
    return (await carry(entries.slice(0, middle))) ?? carry(entries.slice(middle))
  }

  /** `undefined` where the sink threw on more than one: the halves tell which of them is to blame. */
  const pack = (entries: readonly Entry[]): readonly Parcel[] | undefined => {
    try {
      const requests = sink.encode(
        entries.map((entry) => prepare(entry.signal)),
        clock.wall(),
      )
      return address(requests, entries)
    } catch (error) {
      if (entries.length > 1) return undefined
      fail(entries, 'encode threw', error)
      return []
    }
  }

  const address = (
    requests: readonly WireRequest[],
    entries: readonly Entry[],
  ): readonly Parcel[] => {
    const unclaimed = new Map<SignalId, Entry>(entries.map((entry) => [entry.signal.id, entry]))
    const claim = (id: SignalId): readonly Entry[] => {
      const entry = unclaimed.get(id)
      unclaimed.delete(id)
      return entry ? [entry] : []
    }
    const parcels = requests.map((request) => ({ request, entries: request.ids.flatMap(claim) }))
    if (unclaimed.size > 0) fail([...unclaimed.values()], 'encode left signals out')
    return parcels
  }

  const fail = (entries: readonly Entry[], what: string, error?: unknown): void => {
    debug.say('sinkFailed', `${sink.name}: ${what}. ${String(property(error, 'message') ?? '')}`)
    for (const entry of entries) settle(entry, 'sinkFailed')
  }

  const deliver = async ({ request, entries }: Parcel): Promise<Pause | undefined> => {
    const response = await transport.send(request, after(clock.now(), requestTimeout))
    const outcome = interpret(response, entries)
    switch (outcome?.type) {
      case 'retryable':
      case 'limited':
        return { after: outcome.after }
      case 'tooLarge':
        if (entries.length > 1) return carryHalves(entries)
    }
    if (outcome) conclude(outcome, entries)
    return undefined
  }

  /** `undefined` where the sink threw, which has then been booked. */
  const interpret = (response: WireResponse, entries: readonly Entry[]): Outcome | undefined => {
    if (response.type === 'noAnswer') return { type: 'retryable' }
    try {
      return sink.interpret(response, clock.wall())
    } catch (error) {
      fail(entries, 'interpret threw', error)
      return undefined
    }
  }

  /** Settles the entries of a request whose fate is final. */
  const conclude = (outcome: Outcome, entries: readonly Entry[]): void => {
    if (outcome.type === 'retryable' || outcome.type === 'limited') return
    if (outcome.type === 'rejected') {
      debug.sayOnce(
        `rejected:${sink.name}:${outcome.status}`,
        `${sink.name} refused signals for good with status ${outcome.status}`,
      )
    }
    for (const entry of entries) settle(entry, outcome.type)
  }

  return {
    carry,
    lastCall: (entries) => {
      const parcels = pack(entries) ?? entries.flatMap((entry) => pack([entry]) ?? [])
      return {
        requests: parcels.map((parcel) => parcel.request),
        finish: (responses) => {
          for (const [index, parcel] of parcels.entries()) {
            const response = responses[index]
            const outcome = response && interpret(response, parcel.entries)
            if (outcome) conclude(outcome, parcel.entries)
          }
        },
      }
    },
  }
}
