import type { Stop } from '../model/stop.ts'
import type { Entry } from './entry.ts'

/** Tells when a set of entries has been settled. */
export interface Settlements {
  /** Calls the listener once, when all of these are settled; at once where there are none. */
  onAll(entries: Iterable<Entry>, listener: () => void): Stop
  note(entry: Entry): void
}

export const createSettlements = (): Settlements => {
  const waiters = new Set<(entry: Entry) => void>()
  return {
    onAll: (entries, listener) => {
      const open = new Set(entries)
      const onSettled = (entry: Entry): void => {
        open.delete(entry)
        if (open.size === 0 && waiters.delete(onSettled)) listener()
      }
      if (open.size > 0) waiters.add(onSettled)
      else listener()
      return () => waiters.delete(onSettled)
    },
    note: (entry) => {
      for (const onSettled of [...waiters]) onSettled(entry)
    },
  }
}
