import type { Limit, Outcome } from '../../model/outcome.ts'
import { milliseconds, type WallTime } from '../../model/units.ts'
import type { WireAnswer } from '../../ports/wire.ts'
import { interpretStatus } from '../interpretStatus.ts'

/** Sentry's categories for errors: it is sent nothing else, and others do not concern us. */
const ours = ['error', 'default']

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

const parseLimit = (limit: string): readonly Limit[] => {
  const [seconds = '', categories = ''] = limit.trim().split(':')
  const delay = Number(seconds || Number.NaN) * 1_000
  if (!(delay >= 0 && delay < Infinity)) return []
  const after = milliseconds(delay)
  if (categories === '') return [{ after }]
  const concernsUs = categories.split(';').some((category) => ours.includes(category))
  return concernsUs ? [{ kinds: ['error'], after }] : []
}
