import type { Outcome } from '../model/outcome.ts'
import { after, type Milliseconds, milliseconds } from '../model/units.ts'
import type { Transport } from '../ports/transport.ts'
import type { WireResponse } from '../ports/wire.ts'
import type { Courier, Pause } from './courier.ts'
import type { Entry } from './entry.ts'
import { createPacker, type PackerParts, type Parcel } from './packer.ts'

interface WireCourierParts extends PackerParts {
  readonly transport: Transport
  /** Whether nothing is to be sent now. */
  readonly isSilent: () => boolean
}

/** The requests of a batch: those not begun, and those that were begun out of their turn. */
interface Trip {
  left: Parcel[]
  readonly hurried: Promise<Pause | undefined>[]
}

/** How long a server may take to answer. */
const requestTimeout = 10_000

/** Takes entries over the wire, in the dialect of the sink. */
export const createWireCourier = ({ transport, isSilent, ...parts }: WireCourierParts): Courier => {
  const { sink, clock, debug, settle } = parts
  const { pack, interpret } = createPacker(parts)

  const trips = new Set<Trip>()

  const carry: Courier['carry'] = async (entries, most) => {
    const trip: Trip = { left: [...pack(entries)], hurried: [] }
    let pause: Pause | undefined
    const deliverInTurn = async (): Promise<void> => {
      for (let parcel = trip.left.shift(); parcel; parcel = trip.left.shift()) {
        const met = await deliver(parcel)
        pause = join(pause, met)
        // Another trip, too, may have met what silences the lane.
        if (pause || isSilent()) trip.left = []
      }
    }
    trips.add(trip)
    await Promise.all(Array.from({ length: Math.min(most, trip.left.length) }, deliverInTurn))
    trips.delete(trip)
    return (await Promise.all(trip.hurried)).reduce(join, pause)
  }

  const hurry = (): void => {
    for (const trip of trips) trip.hurried.push(...trip.left.splice(0).map(deliver))
  }

  const deliver = async ({ request, entries }: Parcel): Promise<Pause | undefined> => {
    const response = await transport.send(request, after(clock.now(), milliseconds(requestTimeout)))
    const outcome = read(response, entries)
    if (!outcome) return undefined
    switch (outcome.type) {
      case 'retryable':
      case 'limited':
        debug.sayOnce('held', `${sink.name} does not take signals now; they are held`)
        return { after: outcome.after, failed: entries }
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
    return undefined
  }

  const carryHalves = async (entries: readonly Entry[]): Promise<Pause | undefined> => {
    const middle = entries.length / 2
    return (await carry(entries.slice(0, middle), 1)) ?? carry(entries.slice(middle), 1)
  }

  const read = (response: WireResponse, entries: readonly Entry[]): Outcome | undefined =>
    response.type === 'noAnswer' ? { type: 'retryable' } : interpret(response, entries)

  return { carry, hurry }
}

const join = (one: Pause | undefined, other: Pause | undefined): Pause | undefined =>
  one && other
    ? { after: longer(one.after, other.after), failed: [...one.failed, ...other.failed] }
    : (one ?? other)

const longer = (
  one: Milliseconds | undefined,
  other: Milliseconds | undefined,
): Milliseconds | undefined =>
  one === undefined || other === undefined ? (one ?? other) : milliseconds(Math.max(one, other))

const statusOf = (response: WireResponse): number =>
  response.type === 'answer' ? response.status : 0
