import {
  type Clock,
  type Milliseconds,
  type MonotonicTime,
  milliseconds,
  until,
} from '@holdfast/shared'

/** Tells of owners that cannot be asked whether they still give signs of life. */
export interface Watch {
  /** Whether nothing has been heard of it for so long that it must be dead. */
  isSilent(name: string, sign: number): boolean
  /** Forgets those that are not there any more. */
  keepOnly(names: ReadonlySet<string>): void
}

/** Owners give a sign every 15 seconds. */
export const signPause: Milliseconds = milliseconds(15_000)
const longestSilence = 60_000

/**
 * Only changes of the sign count, and only our own clock that cannot jump: the clocks of another
 * machine, or of its disk, say nothing here.
 */
export const createWatch = (clock: Clock): Watch => {
  const seen = new Map<string, { readonly sign: number; readonly since: MonotonicTime }>()
  return {
    isSilent: (name, sign) => {
      const now = clock.now()
      const known = seen.get(name)
      if (known?.sign === sign) return until(now, known.since) >= longestSilence
      seen.set(name, { sign, since: now })
      return false
    },
    keepOnly: (names) => {
      for (const name of seen.keys()) if (!names.has(name)) seen.delete(name)
    },
  }
}
