import type { Loss } from '../model/lossReason.ts'

/** What one sink has lost, and was not told of yet. */
export interface Losses {
  readonly isEmpty: boolean
  note(losses: readonly Loss[]): void
  /** Takes all of it, for a report; where that does not arrive, `note` takes it back. */
  take(): readonly Loss[]
}

export const createLosses = (): Losses => {
  const counts = new Map<string, Loss>()
  return {
    get isEmpty() {
      return counts.size === 0
    },
    note: (losses) => {
      for (const loss of losses) {
        const key = `${loss.kind} ${loss.reason}`
        counts.set(key, { ...loss, count: loss.count + (counts.get(key)?.count ?? 0) })
      }
    },
    take: () => {
      const taken = [...counts.values()]
      counts.clear()
      return taken
    },
  }
}
