import type { Histogram } from '../model/histogram.ts'
import { createIndexOf } from './createIndexOf.ts'
import { createOpenHistogram, putInto, toHistogram } from './openHistogram.ts'

/** How the values of one series were spread, for an instrument that puts them together itself. */
export interface Spread {
  /** What is no finite number is left out. */
  put(value: number): void
  /** What was put since the last time; nothing where nothing was. */
  take(): Histogram | undefined
}

/**
 * Makes a histogram that values are put in until it is taken, and then the next one.
 *
 * @example
 * const pauses = createSpread()
 * pauses.put(0.012)
 * const histogram = pauses.take()
 */
export const createSpread = (): Spread => {
  const indexOf = createIndexOf()
  let open = createOpenHistogram(indexOf)
  return {
    put: (value) => {
      if (Number.isFinite(value)) putInto(open, value)
    },
    take: () => {
      if (open.count === 0) return undefined
      const taken = open
      open = createOpenHistogram(indexOf)
      return toHistogram(taken)
    },
  }
}
