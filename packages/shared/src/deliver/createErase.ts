import type { LossReason } from '../model/lossReason.ts'
import type { Signal } from '../model/signal.ts'
import type { Keeper } from './keeper.ts'
import type { Lane } from './lane.ts'
import type { Found } from './takeover.ts'

/** Gives up all such signals, wherever they lie; gives how many those were. */
export type Erase = (isGone: (signal: Signal) => boolean, reason: LossReason) => Promise<number>

export const createErase =
  (lanes: () => readonly Lane[], keeper: Keeper, takeOver: (found: Found) => void): Erase =>
  async (isGone, reason) => {
    const entries = lanes().flatMap((lane) => lane.pending())
    const gone = new Set(entries.filter(({ signal }) => isGone(signal)))
    for (const entry of gone) entry.gone ??= reason
    for (const lane of lanes()) lane.purge()
    const found = await keeper.erase(isGone)
    // Nobody has counted them yet.
    for (const stored of found) takeOver({ type: 'lost', reason, ...stored })
    return gone.size + found.length
  }
