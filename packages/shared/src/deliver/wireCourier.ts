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

/** How long a server may take to answer. */
const requestTimeout = 10_000

/** Takes entries over the wire, in the dialect of the sink. */
export const createWireCourier = ({ transport, isSilent, ...parts }: WireCourierParts): Courier => {
  const { sink, clock, debug, settle } = parts
  const { pack, interpret } = createPacker(parts)

  const carry: Courier['carry'] = async (entries, most) => {
    const parcels = pack(entries)
    const left = parcels.values()
    let pause: Pause | undefined
    const deliverInTurn = async (): Promise<void> => {
      for (const parcel of left) {
        // Another trip, too, may have met what silences the lane.
        if (pause || isSilent()) return
        const met = await deliver(parcel)
        pause = join(pause, met)
      }
    }
    await Promise.all(Array.from({ length: Math.min(most, parcels.length) }, deliverInTurn))
    return pause
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

  return { carry }
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
