import type { Limit, Outcome } from '../../model/outcome.ts'
import { signalKinds } from '../../model/signal.ts'
import { milliseconds, type WallTime } from '../../model/units.ts'
import type { WireAnswer } from '../../ports/wire.ts'
import { interpretStatus } from '../interpretStatus.ts'
import { categories } from './categories.ts'

/**
 * Sentry may say with any answer what it does not want to see, and for how long:
 * `60:error;transaction:key, 2700::organization`. No category means all of them; where a 429 says
 * nothing that concerns us, its `Retry-After` holds for everything.
 * https://develop.sentry.dev/sdk/expected-features/rate-limiting/
 */
export const interpretAnswer = (answer: WireAnswer, now: WallTime): Outcome => {
  const outcome = interpretStatus(answer, now)
  const limits = (answer.headers['x-sentry-rate-limits'] ?? '').split(',').flatMap(parseLimit)
  return limits.length > 0 ? { ...outcome, limits } : outcome
}

/** Where it does not say how long, a minute is meant. */
const parseLimit = (limit: string): readonly Limit[] => {
  const [seconds = '', named] = limit.trim().split(':')
  if (named === undefined) return []
  const delay = Number(seconds || Number.NaN) * 1_000
  const after = milliseconds(delay >= 0 && delay < Infinity ? delay : 60_000)
  if (named === '') return [{ after }]
  const kinds = signalKinds.filter((kind) =>
    named.split(';').some((category) => categories[kind].includes(category)),
  )
  return kinds.length > 0 ? [{ kinds, after }] : []
}
