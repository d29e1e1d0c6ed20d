import type { Limit, Outcome } from '../model/outcome.ts'
import { after } from '../model/units.ts'
import type { Compressor } from '../ports/compressor.ts'
import type { Scheduler } from '../ports/scheduler.ts'
import type { Transport } from '../ports/transport.ts'
import type { WireRequest, WireResponse } from '../ports/wire.ts'
import { property } from '../primitives/attempt.ts'
import { type Courier, longestTrip } from './courier.ts'
import type { Entry } from './entry.ts'
import { createFinisher } from './finisher.ts'
import type { Losses } from './losses.ts'
import { createPacker, type PackerParts, type Parcel } from './packer.ts'
import { createTrips } from './trips.ts'

interface WireCourierParts extends PackerParts {
  readonly transport: Transport
  readonly scheduler: Scheduler
  readonly compressor?: Compressor | undefined
  readonly losses: Losses
  /** Whether no request with such signals is to be begun now. */
  readonly isSilent: (entries: readonly Entry[]) => boolean
  readonly onLimits: (limits: readonly Limit[]) => void
  /** Losses that go alone have no entries to tell it by. */
  readonly onReportFailed: () => void
}

/** Takes entries over the wire, in the dialect of the sink. */
export const createWireCourier = (parts: WireCourierParts): Courier => {
  const { transport, isSilent, sink, clock, debug, settle, losses, onLimits, onReportFailed } =
    parts
  const { pack, interpret } = createPacker(parts)
  const send = withoutRejections(transport)

  /** With what became of those that were concluded while this thread stood still. */
  const underWay = new Map<Parcel, ReturnType<typeof end> | undefined>()

  const carry: Courier['carry'] = async (entries, most) => {
    const told = losses.take()
    const parcels = pack(entries, told)
    if (parcels.length > 0) return trips.begin(parcels, most)
    losses.note(told)
    return undefined
  }

  /** The entries that have to go again. */
  const post = async (
    packed: Parcel,
    request: WireRequest | undefined,
  ): Promise<readonly Entry[]> => {
    // What was to be sent may have gone, or the lane been silenced, while the request was finished.
    if (isSilent(packed.entries)) return end(packed, undefined)
    if (!request) {
      // Not why: what was thrown may hold what was to be in the headers.
      debug.sayOnce('unfinished', `${sink.name} has no headers for signals now; they are held`)
      return end(packed, { type: 'retryable' })
    }
    const parcel = { ...packed, request }
    underWay.set(parcel, undefined)
    const response = await send(request, after(clock.now(), longestTrip))
    const concluded = underWay.get(parcel)
    underWay.delete(parcel)
    // Its halves may be under way, and are not to go with what comes back here.
    if (concluded) return concluded
    const outcome = read(response, parcel)
    // A server that refuses may not know what losses are: they go untold, and it is asked once more.
    if (outcome?.type === 'rejected' && parcel.losses.length > 0) {
      return trips.begin(pack(parcel.entries, []), 1)
    }
    return end(parcel, outcome, response)
  }

  const end = (
    { entries, losses: told }: Parcel,
    outcome: Outcome | undefined,
    response?: WireResponse,
  ): readonly Entry[] | Promise<readonly Entry[]> => {
    if (outcome?.type !== 'delivered') losses.note(told)
    if (!outcome) return []
    onLimits(limitsOf(outcome))
    switch (outcome.type) {
      case 'retryable':
      case 'limited':
        if (entries.length === 0) onReportFailed()
        debug.sayOnce('held', `${sink.name} does not take signals now; they are held`)
        return entries
      case 'tooLarge':
        if (entries.length > 1) return carryHalves(entries)
        break
      case 'rejected':
        debug.sayOnce(
          'rejected',
          `${sink.name} refused signals for good, with status ${property(response, 'status')}`,
        )
    }
    for (const entry of entries) settle(entry, outcome.type)
    return []
  }

  const carryHalves = async (entries: readonly Entry[]): Promise<readonly Entry[]> => {
    const middle = entries.length / 2
    const failed = await carry(entries.slice(0, middle), 1)
    return failed?.length ? failed : ((await carry(entries.slice(middle), 1)) ?? [])
  }

  const read = (response: WireResponse, parcel: Parcel): Outcome | undefined =>
    response.type === 'noAnswer' ? { type: 'retryable' } : interpret(response, parcel)

  const finisher = createFinisher({ ...parts, post })
  const trips = createTrips({ losses, isSilent, deliver: finisher.deliver })

  return {
    carry,
    hurry: () => {
      finisher.hurry()
      trips.hurry()
    },
    conclude: (answers) => {
      for (const [parcel, concluded] of underWay) {
        const answer = concluded ? undefined : answers.get(parcel.request)
        if (answer) underWay.set(parcel, end(parcel, read(answer, parcel), answer))
      }
    },
  }
}

/** A delay that is named with a failure is a limit as well, for everything. */
const limitsOf = (outcome: Outcome): readonly Limit[] => {
  const { limits = [] } = outcome
  return outcome.type === 'retryable' && outcome.after !== undefined
    ? [...limits, { after: outcome.after }]
    : limits
}

/** A transport that breaks its promise never to reject is as good as one that is down. */
const withoutRejections =
  (transport: Transport): Transport['send'] =>
  async (request, deadline) => {
    try {
      return await transport.send(request, deadline)
    } catch {
      return { type: 'noAnswer', reason: 'the transport failed' }
    }
  }
