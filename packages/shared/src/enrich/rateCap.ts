import type { Clock } from '../ports/clock.ts'
import { failureKey } from './failureKey.ts'
import type { Stage } from './stage.ts'

const minute = 60_000
const mostFailures = 1_000

export interface RateCapParts {
  readonly clock: Clock
  /** How many errors at once; then as many a minute, evenly. */
  readonly perMinute: number
  /** The same, of one failure. */
  readonly perFailure: number
}

interface Failure {
  readonly key: string
  /** When all of its cap will be there again: what is used up lies between now and then. */
  freeAt: number
  heldBack: number
}

/**
 * Caps errors, in all and of each failure; the next that goes through tells how many of its failure
 * were held back. Failures are remembered up to a number: the one not seen for longest is forgotten.
 */
export const createRateCap = ({ clock, perMinute, perFailure }: RateCapParts): Stage => {
  const failures = new Map<string, Failure>()
  let allFreeAt = 0

  const find = (key: string): Failure => {
    const known = failures.get(key)
    // Which was seen last matters only once there is no room.
    if (known && failures.size < mostFailures) return known
    const failure = known ?? { key: flat(key), freeAt: 0, heldBack: 0 }
    failures.delete(key)
    failures.set(failure.key, failure)
    if (failures.size > mostFailures) {
      const [oldest = ''] = failures.keys()
      failures.delete(oldest)
    }
    return failure
  }

  return (signal) => {
    if (signal.kind !== 'error') return signal
    const now = clock.now()
    const failure = find(failureKey(signal))
    const freeAt = charge(failure.freeAt, now, perFailure)
    const nextAllFreeAt = charge(allFreeAt, now, perMinute)
    // What is held back uses up nothing, of either cap. Sums of fractions are not exact.
    if (Math.max(freeAt, nextAllFreeAt) > now + minute + 0.001) {
      failure.heldBack++
      return 'rateCapped'
    }
    allFreeAt = nextAllFreeAt
    const { heldBack } = failure
    failure.freeAt = freeAt
    failure.heldBack = 0
    return heldBack ? { ...signal, heldBack } : signal
  }
}

/** When a cap would be whole again after one more. By a clock that went back, it is used up: no more. */
const charge = (freeAt: number, now: number, most: number): number =>
  Math.max(now, Math.min(freeAt, now + minute)) + minute / most

/** Engines keep a text as long as any part of it is held: a copy holds on to no stack. */
const flat = (text: string): string => JSON.parse(JSON.stringify(text))
