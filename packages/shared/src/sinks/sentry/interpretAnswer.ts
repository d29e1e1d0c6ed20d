import type { Limit, Outcome } from '../../model/outcome.ts'
import { signalKinds } from '../../model/signal.ts'
import { type Milliseconds, milliseconds, type WallTime } from '../../model/units.ts'
import type { WireAnswer } from '../../ports/wire.ts'
import { interpretStatus } from '../interpretStatus.ts'
import { categories } from './categories.ts'

/** What Sentry does not want to see, and for how long; no category means all of them. */
export interface SentryLimit {
  readonly categories: readonly string[]
  readonly after: Milliseconds
}

/**
 * Sentry may limit with any answer: `60:error;transaction:key, 2700::organization`; where a 429 says
 * nothing that concerns us, its `Retry-After` holds for everything.
 * https://develop.sentry.dev/sdk/expected-features/rate-limiting/
 */
export const interpretAnswer = (answer: WireAnswer, now: WallTime): Outcome => {
  const outcome = interpretStatus(answer, now)
  const limits = readLimits(answer).flatMap(toLimit)
  return limits.length > 0 ? { ...outcome, limits } : outcome
}

export const readLimits = ({ headers }: WireAnswer): readonly SentryLimit[] =>
  (headers['x-sentry-rate-limits'] ?? '').split(',').flatMap((limit) => {
    const [seconds = '', named] = limit.trim().split(':')
    if (named === undefined) return []
    // Where it does not say how long, a minute is meant.
    const delay = Number.parseFloat(seconds) * 1_000
    const after = milliseconds(delay >= 0 && delay < Infinity ? delay : 60_000)
    return { categories: named === '' ? [] : named.split(';'), after }
  })

const toLimit = ({ categories: named, after }: SentryLimit): readonly Limit[] => {
  if (named.length === 0) return [{ after }]
  const kinds = signalKinds.filter((kind) =>
    named.some((category) => categories[kind].includes(category)),
  )
  return kinds.length > 0 ? [{ kinds, after }] : []
}
