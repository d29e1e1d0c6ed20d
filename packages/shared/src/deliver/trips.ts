import type { Entry } from './entry.ts'
import type { Losses } from './losses.ts'
import type { Parcel } from './packer.ts'

/** Takes the parcels of batches on their way, so many at a time. */
export interface Trips {
  /**
   * None is begun after one has failed, or into a silence. Gives the entries of those that failed:
   * the others were not to blame.
   */
  begin(parcels: readonly Parcel[], most: number): Promise<readonly Entry[]>
  /** Sends now all that was not begun. */
  hurry(): void
}

/** The requests of a batch: those not begun, and those that were begun out of their turn. */
interface Trip {
  readonly left: Parcel[]
  readonly hurried: Promise<readonly Entry[]>[]
}

interface TripsParts {
  readonly losses: Losses
  /** Whether no request with such signals is to be begun now. */
  readonly isSilent: (entries: readonly Entry[]) => boolean
  /** The entries that have to go again. It never rejects. */
  readonly deliver: (parcel: Parcel, isLast: boolean) => Promise<readonly Entry[]>
}

export const createTrips = ({ losses, isSilent, deliver }: TripsParts): Trips => {
  const trips = new Set<Trip>()

  const leave = (trip: Trip, isLeft = (_: readonly Entry[]) => true): void => {
    for (const parcel of trip.left.splice(0)) {
      if (isLeft(parcel.entries)) losses.note(parcel.losses)
      else trip.left.push(parcel)
    }
  }

  /** Another trip, or the answer to another parcel, may have met what silences the lane. */
  const next = (trip: Trip): Parcel | undefined => {
    leave(trip, isSilent)
    return trip.left.shift()
  }

  return {
    begin: async (parcels, most) => {
      const trip: Trip = { left: [...parcels], hurried: [] }
      const failed: Entry[] = []
      const deliverInTurn = async (): Promise<void> => {
        for (let parcel = next(trip); parcel; parcel = next(trip)) {
          failed.push(...(await deliver(parcel, most === Infinity)))
          if (failed.length > 0) leave(trip)
        }
      }
      trips.add(trip)
      try {
        await Promise.all(Array.from({ length: Math.min(most, parcels.length) }, deliverInTurn))
      } finally {
        trips.delete(trip)
      }
      return [...failed, ...(await Promise.all(trip.hurried)).flat()]
    },
    hurry: () => {
      for (const trip of trips) {
        leave(trip, isSilent)
        trip.hurried.push(...trip.left.splice(0).map((parcel) => deliver(parcel, true)))
      }
    },
  }
}
