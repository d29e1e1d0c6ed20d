import type { LossReason } from '../model/lossReason.ts'
import { milliseconds } from '../model/units.ts'
import type { Recovered } from '../ports/outboxStore.ts'
import type { Scheduler } from '../ports/scheduler.ts'
import type { Keeper } from './keeper.ts'
import type { Lane } from './lane.ts'
import type { Found } from './takeover.ts'
import { userIdOf } from './userIdOf.ts'

type IsGone = (userId: unknown) => boolean

/**
 * Gives up all signals about such users, wherever they lie; gives how many those were. Both count: whom
 * one was captured about, and whom a hook has made it be about.
 */
export type Erase = (isGone: IsGone, reason: LossReason) => Promise<number>

export interface Erasure {
  readonly erase: Erase
  /** What the store was just handing over lay nowhere: it is given up as it arrives. */
  screen(found: Recovered): Found
}

interface EraseParts {
  readonly lanes: readonly Lane[]
  readonly keeper: Keeper
  readonly scheduler: Scheduler
  readonly takeOver: (found: Found) => void
}

export const createErase = ({ lanes, keeper, scheduler, takeOver }: EraseParts): Erasure => {
  const recent = new Map<IsGone, LossReason>()

  /** What is handed over takes some steps, all of them in one turn of the host. */
  const eraseStored = async (isGone: IsGone, reason: LossReason) => {
    recent.set(isGone, reason)
    const found = await keeper.erase((signal) => isGone(userIdOf(signal)))
    scheduler.after(milliseconds(0), () => recent.delete(isGone))
    return found
  }

  return {
    erase: async (isGone, reason) => {
      const entries = lanes.flatMap((lane) => lane.pending())
      const gone = new Set(
        entries.filter(({ userId, signal }) => isGone(userId) || isGone(userIdOf(signal))),
      )
      for (const entry of gone) entry.gone ??= reason
      for (const lane of lanes) lane.purge()
      const found = await eraseStored(isGone, reason)
      // Nobody has counted them yet.
      for (const stored of found) takeOver({ type: 'lost', reason, ...stored })
      return gone.size + found.length
    },
    screen: (found) => {
      if (found.type !== 'held') return found
      const userId = userIdOf(found.signal)
      for (const [isGone, reason] of recent) {
        if (isGone(userId)) return { ...found, type: 'lost', reason }
      }
      return found
    },
  }
}
