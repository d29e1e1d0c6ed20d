import type { LossReason } from '../model/lossReason.ts'
import type { Keeper } from './keeper.ts'
import type { Lane } from './lane.ts'
import type { Found } from './takeover.ts'
import { userIdOf } from './userIdOf.ts'

/**
 * Gives up all signals about such users, wherever they lie; gives how many those were. Both count: whom
 * one was captured about, and whom a hook has made it be about.
 */
export type Erase = (isGone: (userId: unknown) => boolean, reason: LossReason) => Promise<number>

export const createErase =
  (lanes: () => readonly Lane[], keeper: Keeper, takeOver: (found: Found) => void): Erase =>
  async (isGone, reason) => {
    const entries = lanes().flatMap((lane) => lane.pending())
    const gone = new Set(
      entries.filter(({ userId, signal }) => isGone(userId) || isGone(userIdOf(signal))),
    )
    for (const entry of gone) entry.gone ??= reason
    for (const lane of lanes()) lane.purge()
    const found = await keeper.erase((signal) => isGone(userIdOf(signal)))
    // Nobody has counted them yet.
    for (const stored of found) takeOver({ type: 'lost', reason, ...stored })
    return gone.size + found.length
  }
