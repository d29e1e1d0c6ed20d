import type { Stop } from '@holdfast/shared'

/** Carries messages between a worker and its parent: one end of it. */
export interface Wire {
  /** Rejects where it cannot be handed over. */
  post(to: string, message: object): Promise<void>
  onMessage(listener: (from: string, message: unknown) => void): Stop
  /** Tells of workers that are no more, where this end can know. */
  onGone(listener: (who: string) => void): Stop
}

/** At the end of a worker: whoever is its parent. */
export const parent = 'parent'
/** At the end of a parent: all that there are. */
export const everyone = '*'
