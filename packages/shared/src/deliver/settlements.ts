import type { Entry } from './entry.ts'

/** Lets one wait until a set of entries has been settled. */
export interface Settlements {
  /** Resolves when all of these are settled. */
  all(entries: Iterable<Entry>): Promise<void>
  note(entry: Entry): void
}

export const createSettlements = (): Settlements => {
  const waiters = new Set<(entry: Entry) => void>()
  return {
    all: (entries) => {
      const open = new Set(entries)
      if (open.size === 0) return Promise.resolve()
      return new Promise((resolve) => {
        const onSettled = (entry: Entry): void => {
          open.delete(entry)
          if (open.size > 0) return
          waiters.delete(onSettled)
          resolve()
        }
        waiters.add(onSettled)
      })
    },
    note: (entry) => {
      for (const onSettled of waiters) onSettled(entry)
    },
  }
}
