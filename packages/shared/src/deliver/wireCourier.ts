import type { Outcome } from '../model/outcome.ts'
import { after, type Milliseconds } from '../model/units.ts'
import type { Transport } from '../ports/transport.ts'
import type { WireResponse } from '../ports/wire.ts'
import type { Courier, Pace, Pause } from './courier.ts'
import type { Entry } from './entry.ts'
import { createPacker, type PackerParts, type Parcel } from './packer.ts'

interface WireCourierParts extends PackerParts {
  readonly transport: Transport
  readonly requestTimeout: Milliseconds
  /** Whether nothing is to be sent now. */
  readonly isSilent: () => boolean
}

/** Takes entries over the wire, in the dialect of the sink. */
export const createWireCourier = ({
  transport,
  requestTimeout,
  isSilent,
  ...parts
}: WireCourierParts): Courier => {
  const { sink, clock, debug, settle } = parts
  const packer = createPacker(parts)

  const carry = async (entries: readonly Entry[], pace: Pace): Promise<Pause | undefined> => {
    const parcels = packer.pack(entries)
    if (!parcels) return carryHalves(entries, pace)
    if (pace === 'atOnce') return (await Promise.all(parcels.map(deliver))).find(Boolean)
    for (const parcel of parcels) {
      // Another trip may have met what silences the lane meanwhile.
      if (isSilent()) return { after: undefined, failed: [] }
      const pause = await deliver(parcel)
      if (pause) return pause
    }
    return undefined
  }

  const carryHalves = async (entries: readonly Entry[], pace: Pace): Promise<Pause | undefined> => {
    const middle = Math.ceil(entries.length / 2)
    const left = carry(entries.slice(0, middle), pace)
    // At once means before anything is awaited: there may be no later.
    if (pace === 'inTurn' && (await left)) return left
    const right = carry(entries.slice(middle), pace)
    return (await left) ?? right
  }

  const deliver = async ({ request, entries }: Parcel): Promise<Pause | undefined> => {
    const response = await transport.send(request, after(clock.now(), requestTimeout))
    const outcome = interpret(response, entries)
    if (!outcome) return undefined
    if (outcome.type === 'retryable' || outcome.type === 'limited') {
      debug.sayOnce(`held:${sink.name}`, `${sink.name} does not take signals now; they are held`)
      return { after: outcome.after, failed: entries }
    }
    if (outcome.type === 'tooLarge' && entries.length > 1) {
      return carryHalves(entries, 'inTurn')
    }
    if (outcome.type === 'rejected') {
      debug.sayOnce(
        `rejected:${sink.name}:${outcome.status}`,
        `${sink.name} refused signals for good with status ${outcome.status}`,
      )
    }
    for (const entry of entries) settle(entry, outcome.type)
    return undefined
  }

  const interpret = (response: WireResponse, entries: readonly Entry[]): Outcome | undefined =>
    response.type === 'noAnswer' ? { type: 'retryable' } : packer.interpret(response, entries)

  return { carry }
}
