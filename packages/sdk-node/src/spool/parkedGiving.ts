import { after, type Clock, type Milliseconds, type Recovered, until } from '@holdfast/shared'
import { type HasRoom, takeParked } from './parked.ts'
import type { Shelf } from './shelf.ts'
import type { Sleep } from './sleep.ts'

/** Gives what is parked, one by one, as fast as whoever takes it has room. */
interface ParkedGiving {
  give(): AsyncGenerator<Recovered, void>
  /** For so long, also what is parked meanwhile, and what there is room for meanwhile. */
  giveFor(pause: Milliseconds): AsyncGenerator<Recovered, void>
}

interface ParkedGivingParts extends Pick<Sleep, 'wait'> {
  readonly shelf: Shelf
  readonly clock: Clock
  readonly breathe: () => Promise<void>
  readonly isStopped: () => boolean
  readonly hasRoom: HasRoom
}

export const createParkedGiving = (parts: ParkedGivingParts): ParkedGiving => {
  const { shelf, clock, wait, breathe, isStopped, hasRoom } = parts

  async function* give(): AsyncGenerator<Recovered, void> {
    while (!isStopped()) {
      const found = takeParked(shelf, hasRoom)
      if (!found) return
      yield found
      await breathe()
    }
  }

  return {
    give,
    giveFor: async function* giveFor(pause) {
      const end = after(clock.now(), pause)
      for (let left = pause; left > 0 && !isStopped(); left = until(end, clock.now())) {
        // Asked in the same step: what is parked or settled from now on wakes us.
        if (!shelf.parked.first(hasRoom)) await wait(left)
        yield* give()
      }
    },
  }
}
