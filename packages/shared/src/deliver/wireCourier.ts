import type { Limit, Outcome } from '../model/outcome.ts'
import { after } from '../model/units.ts'
import type { Transport } from '../ports/transport.ts'
import type { WireResponse } from '../ports/wire.ts'
import { type Courier, longestTrip } from './courier.ts'
import type { Entry, Prepare } from './entry.ts'
import type { Losses } from './losses.ts'
import { createPacker, type PackerParts, type Parcel } from './packer.ts'
import { prepareAll } from './prepareAll.ts'

interface WireCourierParts extends PackerParts {
  readonly transport: Transport
  readonly prepare: Prepare
  readonly losses: Losses
  /** Whether no request is to be begun now. */
  readonly isSilent: () => boolean
  readonly onLimits: (limits: readonly Limit[]) => void
}

/** The requests of a batch: those not begun, and those that were begun out of their turn. */
interface Trip {
  left: Parcel[]
  readonly hurried: Promise<readonly Entry[]>[]
}

/** Takes entries over the wire, in the dialect of the sink. */
export const createWireCourier = (parts: WireCourierParts): Courier => {
  const { transport, isSilent, sink, clock, debug, settle, prepare, losses, onLimits } = parts
  const { pack, interpret } = createPacker(parts)

  const trips = new Set<Trip>()
  const underWay = new Set<Parcel>()

  const carry: Courier['carry'] = async (all, most) => {
    const prepared = prepareAll(all, prepare, settle)
    const entries = prepared instanceof Promise ? await prepared : prepared
    const told = losses.take()
    const trip: Trip = { left: [...pack(entries, told)], hurried: [] }
    const waited = trip.left.length > 0
    if (!waited) losses.note(told)
    const failed: Entry[] = []
    const deliverInTurn = async (): Promise<void> => {
      for (let parcel = trip.left.shift(); parcel; parcel = trip.left.shift()) {
        failed.push(...(await deliver(parcel)))
        // Another trip, too, may have met what silences the lane.
        if (failed.length > 0 || isSilent()) leave(trip)
      }
    }
    trips.add(trip)
    await Promise.all(Array.from({ length: Math.min(most, trip.left.length) }, deliverInTurn))
    trips.delete(trip)
    return { failed: [...failed, ...(await Promise.all(trip.hurried)).flat()], waited }
  }

  const leave = (trip: Trip): void => {
    for (const parcel of trip.left.splice(0)) losses.note(parcel.losses)
  }

  /** The entries that have to go again. */
  const deliver = async (parcel: Parcel): Promise<readonly Entry[]> => {
    underWay.add(parcel)
    const response = await transport.send(parcel.request, after(clock.now(), longestTrip))
    // It may have been concluded while this thread stood still.
    return underWay.delete(parcel) ? end(parcel, response) : []
  }

  const end = (
    parcel: Parcel,
    response: WireResponse,
  ): readonly Entry[] | Promise<readonly Entry[]> => {
    const { entries } = parcel
    const outcome = read(response, entries)
    if (outcome?.type !== 'delivered') losses.note(parcel.losses)
    if (!outcome) return []
    onLimits(limitsOf(outcome))
    switch (outcome.type) {
      case 'retryable':
      case 'limited':
        debug.sayOnce('held', `${sink.name} does not take signals now; they are held`)
        return entries
      case 'tooLarge':
        if (entries.length > 1) return carryHalves(entries)
        break
      case 'rejected':
        debug.sayOnce(
          'rejected',
          `${sink.name} refused signals for good, with status ${statusOf(response)}`,
        )
    }
    for (const entry of entries) settle(entry, outcome.type)
    return []
  }

  const carryHalves = async (entries: readonly Entry[]): Promise<readonly Entry[]> => {
    const middle = entries.length / 2
    const first = await carry(entries.slice(0, middle), 1)
    if (first.failed.length > 0) return first.failed
    return (await carry(entries.slice(middle), 1)).failed
  }

  const read = (response: WireResponse, entries: readonly Entry[]): Outcome | undefined =>
    response.type === 'noAnswer' ? { type: 'retryable' } : interpret(response, entries)

  return {
    carry,
    hurry: () => {
      for (const trip of trips) trip.hurried.push(...trip.left.splice(0).map(deliver))
    },
    conclude: (answers) => {
      for (const parcel of underWay) {
        const answer = answers.get(parcel.request)
        if (answer && underWay.delete(parcel)) void end(parcel, answer)
      }
    },
  }
}

/** A delay that is named with a failure is a limit as well, for everything. */
const limitsOf = (outcome: Outcome): readonly Limit[] => [
  ...(outcome.limits ?? []),
  ...(outcome.type === 'retryable' && outcome.after !== undefined
    ? [{ after: outcome.after }]
    : []),
]

const statusOf = (response: WireResponse): number =>
  response.type === 'answer' ? response.status : 0
