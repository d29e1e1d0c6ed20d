import type { Outcome } from '../../model/outcome.ts'
import { type Milliseconds, milliseconds, type WallTime } from '../../model/units.ts'
import type { WireAnswer } from '../../ports/wire.ts'
import { interpretStatus } from '../interpretStatus.ts'

/**
 * A 429 of Sentry says by category for how long: `60:error;transaction:key, 2700::organization`.
 * No category means all of them. https://develop.sentry.dev/sdk/expected-features/rate-limiting/
 */
export const interpretAnswer = (answer: WireAnswer, now: WallTime): Outcome => {
  const outcome = interpretStatus(answer, now)
  if (outcome.type !== 'limited') return outcome
  const after = longestLimit(answer.headers['x-sentry-rate-limits'] ?? '')
  return after === undefined ? outcome : { type: 'limited', after }
}

const longestLimit = (limits: string): Milliseconds | undefined => {
  const delays = limits
    .split(',')
    .map((limit) => limit.trim().split(':'))
    .filter(([, categories = '']) => concernsErrors(categories))
    .map(([delay]) => Number(delay || Number.NaN) * 1_000)
    .filter((delay) => Number.isFinite(delay) && delay >= 0)
  return delays.length > 0 ? milliseconds(Math.max(...delays)) : undefined
}

const concernsErrors = (categories: string): boolean =>
  categories === '' || categories.split(';').includes('error')
