import {
  after,
  type Clock,
  type Milliseconds,
  type MonotonicTime,
  milliseconds,
  property,
} from '@holdfast/shared'
import { NotKept } from './notKept.ts'

/** Keeps a disk that fails from being asked again and again. */
export interface Trouble {
  /** Throws at once while the disk is left alone. */
  check(): void
  /** Runs what touches the disk; where it fails, says why in few words, and leaves the disk alone. */
  attend<Result>(work: () => Result): Result
  /** How long to leave it alone after the last failure; `undefined` where that was mended. */
  readonly rest: Milliseconds | undefined
}

/** The code of what we could use, but do not trust. */
export const refused = 'EREFUSED'

/** A passing trouble must not cost much; one that lasts is asked after less and less. */
const shortestRest = milliseconds(250)
const longestRest = milliseconds(30_000)

export const createTrouble = (clock: Clock, place: string): Trouble => {
  let rest: Milliseconds | undefined
  let current: { readonly error: Error; readonly until: MonotonicTime } | undefined
  return {
    check: () => {
      if (current === undefined) return
      if (clock.now() < current.until) throw current.error
      current = undefined
    },
    get rest() {
      return rest
    },
    attend: (work) => {
      try {
        const result = work()
        rest = undefined
        return result
      } catch (error) {
        if (error instanceof NotKept) throw error
        const told = toTold(`Nothing can be kept in ${place}`, error)
        rest = milliseconds(rest === undefined ? shortestRest : Math.min(rest * 2, longestRest))
        current = { error: told, until: after(clock.now(), rest) }
        throw told
      }
    },
  }
}

/** Says in few words what does not work, and why: a path may tell more than its reader should know. */
export const toTold = (what: string, error: unknown): Error =>
  new Error(`${what}: ${String(reasonOf(error))}`)

/** Does it, or tells why it failed: what is done to many files goes on with the others. */
export const attemptOrTell = <Result>(
  work: () => Result,
  onFailed: (error: unknown) => void,
): Result | undefined => {
  try {
    return work()
  } catch (error) {
    onFailed(error)
    return undefined
  }
}

/** A refusal of ours says why in its message, and a disk in its code. */
const reasonOf = (error: unknown): unknown => {
  const code = property(error, 'code')
  return code === undefined || code === refused ? property(error, 'message') : code
}

/** Whether what was touched is not there any more. */
export const isGone = (error: unknown): boolean => property(error, 'code') === 'ENOENT'
