import type { WallTime } from '../model/units.ts'
import type { QuotaAnswer, QuotaProblem } from './quota.ts'
import type { Reckoned } from './readings.ts'

/** What does not change from check to check. */
export interface QuotaTerms {
  /** Names the policy. */
  readonly name: string
  readonly limit: number
  readonly onFailure: 'allow' | 'deny'
}

/** What is to be judged. */
export interface Asked {
  readonly reckoned: Reckoned
  /** What this process has used besides. */
  readonly own: number
  readonly quantity: number
  readonly now: WallTime
}

/** In how many seconds a client may come back where it is not known what it has used. */
const soon = 5

export const toQuotaAnswer = (terms: QuotaTerms, asked: Asked): QuotaAnswer => {
  const { reckoned, own, quantity, now } = asked
  const { limit, name } = terms
  const { span, known } = reckoned
  const isKnown = known !== 'unknown'
  const used = reckoned.total + own
  const allowed = isKnown ? used + quantity <= limit : terms.onFailure === 'allow'
  const remaining = Math.max(0, limit - used - (allowed ? quantity : 0))
  const resetSeconds = toSeconds(span.end - now)
  const policy = toText(name)
  return {
    allowed,
    limit,
    used,
    remaining,
    resetsAt: span.end,
    resetSeconds,
    known,
    headers: {
      'RateLimit-Policy': `${policy};q=${toInteger(limit)};w=${toSeconds(span.end - span.start)}`,
      ...(isKnown && { RateLimit: `${policy};r=${toInteger(remaining)};t=${resetSeconds}` }),
      ...(!allowed && { 'Retry-After': String(isKnown ? resetSeconds : soon) }),
    },
    problem: allowed ? undefined : toProblem(name, isKnown),
  }
}

const toSeconds = (milliseconds: number): number => Math.max(0, Math.ceil(milliseconds / 1_000))

/** Structured fields have integers of fifteen digits. */
const toInteger = (value: number): number =>
  Math.min(999_999_999_999_999, Math.max(0, Math.floor(value)))

/** A string of structured fields. */
const toText = (name: string): string => `"${name.replace(/["\\]/g, '\\$&')}"`

const types = 'https://iana.org/assignments/http-problem-types#'

/** The problem types of the draft that defines the headers, in its eleventh version. */
const toProblem = (name: string, isKnown: boolean): QuotaProblem => ({
  ...(isKnown
    ? { type: `${types}quota-exceeded`, title: 'Quota Exceeded', status: 429 }
    : {
        type: `${types}temporary-reduced-capacity`,
        title: 'Temporary Reduced Capacity',
        status: 503,
      }),
  'violated-policies': [name],
})
