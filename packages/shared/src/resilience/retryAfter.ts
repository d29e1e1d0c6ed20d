import type { WallTime } from '../model/units.ts'
import { attempt, property } from '../primitives/attempt.ts'
import { parseRetryAfter } from '../primitives/parseRetryAfter.ts'

/**
 * For how long a server wants to be left alone, as far as what came back says so: a response, an
 * error that carries one, or an error with a `retryAfter` of its own (a number is milliseconds, a
 * text is read as the header). It may be any value at all.
 */
export const retryAfterOf = (cameBack: unknown, now: WallTime): number | undefined => {
  const own = property(cameBack, 'retryAfter')
  if (typeof own === 'number') {
    return own >= 0 && own < Infinity ? own : undefined
  }
  return parseRetryAfter(own ?? headerOf(cameBack) ?? headerOf(property(cameBack, 'response')), now)
}

const name = 'retry-after'

const headerOf = (response: unknown): unknown => {
  const headers = property(response, 'headers')
  return (
    attempt(() => (headers as Headers | undefined)?.get(name), undefined) ?? property(headers, name)
  )
}

interface Headers {
  get(name: string): unknown
}
