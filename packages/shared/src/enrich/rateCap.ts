import type { Clock } from '../ports/clock.ts'
import { createFailureKey } from './failureKey.ts'
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
  const failureKey = createFailureKey()
  let newest: Failure | undefined
  let allFreeAt = 0

  const find = (key: string): Failure => {
    // What fails in a loop is not even looked up.
    if (key === newest?.key) return newest
    newest = failures.get(key) ?? { key, freeAt: 0, heldBack: 0 }
    failures.delete(key)
    failures.set(key, newest)
    if (failures.size > mostFailures) {
      const [oldest = ''] = failures.keys()
      failures.delete(oldest)
    }
    return newest
  }

  return (signal) => {
    if (signal.kind !== 'error') return signal
    const now = clock.now()
    const failure = find(failureKey(signal))
    failure.freeAt = usedUntil(failure.freeAt, now)
    allFreeAt = usedUntil(allFreeAt, now)
    const freeAt = failure.freeAt + minute / perFailure
    const nextAllFreeAt = allFreeAt + minute / perMinute
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

/** By a clock that went back, a cap is used up: no more, or it would be for as long as that was. */
const usedUntil = (freeAt: number, now: number): number =>
  Math.max(now, Math.min(freeAt, now + minute))
