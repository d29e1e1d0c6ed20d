import type { Dialect } from './dialect.ts'

/** What was taken, counted by one who does not trust the sender. */
export interface Takings {
  add(dialect: Dialect, ids: readonly string[]): void
  /** How often each id was taken; of one dialect, or of all. */
  taken(dialect?: Dialect): ReadonlyMap<string, number>
  waitFor(count: number, options?: WaitOptions): Promise<void>
}

/** How long to wait, and for what. */
export interface WaitOptions {
  /** Counts what came in this dialect only. Default: both. */
  readonly dialect?: Dialect
  /** Default: 5,000. */
  readonly milliseconds?: number
}

export const createTakings = (): Takings => {
  const taken: { readonly dialect: Dialect; readonly id: string }[] = []
  const waiters = new Set<() => void>()

  const count = (dialect?: Dialect): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>()
    for (const entry of taken) {
      if (dialect !== undefined && entry.dialect !== dialect) continue
      counts.set(entry.id, (counts.get(entry.id) ?? 0) + 1)
    }
    return counts
  }

  return {
    add: (dialect, ids) => {
      taken.push(...ids.map((id) => ({ dialect, id })))
      for (const check of waiters) check()
    },
    taken: count,
    waitFor: (wanted, { dialect, milliseconds = 5_000 } = {}) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          if (count(dialect).size < wanted) return
          finish()
          resolve()
        }
        const giveUp = (): void => {
          finish()
          const what = `${wanted} signals${dialect === undefined ? '' : ` as ${dialect}`}`
          const came = `sentry ${count('sentry').size}, http ${count('http').size}`
          reject(new Error(`The faulty sink waited ${milliseconds} ms for ${what}; took ${came}.`))
        }
        const timer = setTimeout(giveUp, milliseconds)
        const finish = (): void => {
          clearTimeout(timer)
          waiters.delete(check)
        }
        waiters.add(check)
        check()
      }),
  }
}
