import type { Clock } from '../ports/clock.ts'

/** What was there lately. */
export interface Seen {
  /** Whether it is new; then it is remembered. */
  add(id: string): boolean
}

interface SeenSettings {
  /** For how long at least, in milliseconds, unless there are more than `most` of them. */
  readonly window: number
  readonly most: number
}

/** Two sets, of which the older one goes: nothing is looked through. */
export const createSeen = ({ window, most }: SeenSettings, clock: Pick<Clock, 'now'>): Seen => {
  let recent = new Set<string>()
  let earlier = new Set<string>()
  let since = clock.now()

  return {
    add: (id) => {
      const now = clock.now()
      if (now - since >= window || recent.size >= most) {
        // What is older than twice the window is in neither.
        earlier = now - since >= 2 * window ? new Set() : recent
        recent = new Set()
        since = now
      }
      if (recent.has(id) || earlier.has(id)) return false
      recent.add(id)
      return true
    },
  }
}
