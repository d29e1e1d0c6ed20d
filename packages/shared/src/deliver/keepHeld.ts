import { classOf } from '../model/signalClass.ts'
import { getOrMake } from '../primitives/getOrMake.ts'
import type { Entry } from './entry.ts'
import type { Keeper } from './keeper.ts'
import type { Lane } from './lane.ts'

/** Keeps what was held in memory only, owed to those who still hold it: what matters most first. */
export const keepHeld = (lanes: readonly Lane[], keeper: Keeper): void => {
  const owed = new Map<Entry, string[]>()
  for (const { name, pending } of lanes) {
    for (const entry of pending()) {
      if (!entry.wasKept) getOrMake(owed, entry, () => []).push(name)
    }
  }
  // Of one that fails, a store keeps nothing: the others must not go with it.
  for (const isCritical of [true, false]) {
    const now = [...owed].filter(([{ signal }]) => (classOf(signal) === 'critical') === isCritical)
    for (const [entry] of now) entry.wasKept = true
    keeper.keep(now.map(([{ signal }, names]) => ({ signal, owed: names })))
  }
}
