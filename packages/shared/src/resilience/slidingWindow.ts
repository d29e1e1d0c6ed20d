import type { MonotonicTime } from '../model/units.ts'

/** What was counted within a stretch of time. */
export interface WindowCounts {
  readonly failures: number
  readonly total: number
}

/** The calls of a tenth of a window, and how many milliseconds ago that began. */
export interface WindowPart extends WindowCounts {
  readonly ago: number
}

/** Counts calls and failures of the last stretch of time. */
export interface SlidingWindow {
  add(now: MonotonicTime, counts: WindowCounts): void
  counts(now: MonotonicTime): WindowCounts
  /** The oldest first. */
  parts(now: MonotonicTime): readonly WindowPart[]
}

interface Part {
  readonly began: MonotonicTime
  failures: number
  total: number
}

/** No window has more parts. */
export const mostParts = 11

/**
 * A window in tenths. They are dropped by the time that has passed, not by the calls that came:
 * after an hour without any, nothing is left of what was before. A call is forgotten when it is
 * between 9 and 10 tenths of the window old.
 */
export const createSlidingWindow = (length: number): SlidingWindow => {
  const all: Part[] = []

  const dropOld = (now: MonotonicTime): void => {
    while (all[0] && now - all[0].began >= length) all.shift()
  }

  return {
    add: (now, { failures, total }) => {
      dropOld(now)
      const last = all[all.length - 1]
      if (last && now - last.began < length / 10) {
        last.failures += failures
        last.total += total
      } else all.push({ began: now, failures, total })
    },
    counts: (now) => {
      dropOld(now)
      const sum = { failures: 0, total: 0 }
      for (const { failures, total } of all) {
        sum.failures += failures
        sum.total += total
      }
      return sum
    },
    parts: (now) => {
      dropOld(now)
      return all.map(({ began, failures, total }) => ({ ago: now - began, failures, total }))
    },
  }
}
