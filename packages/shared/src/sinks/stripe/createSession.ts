import { after, type Milliseconds, type MonotonicTime, milliseconds } from '../../model/units.ts'
import type { Clock } from '../../ports/clock.ts'
import { property } from '../../primitives/attempt.ts'
import { isKey, type StripeMetersOptions } from './stripeOptions.ts'

/** As much of the host's globals as a session takes. */
export interface SessionGlobals {
  readonly fetch: (url: string, init: never) => Promise<SessionAnswer>
  readonly AbortSignal: { timeout(milliseconds: number): unknown }
}

interface SessionAnswer {
  readonly ok: boolean
  json(): Promise<unknown>
}

/** What a session is asked for with. */
export interface SessionParts extends SessionGlobals {
  readonly clock: Pick<Clock, 'now'>
  /**
   * Whether two may wait for one answer. On the edge nothing may wait for what another invocation has
   * begun: there, some that ask at once may each open a session.
   */
  readonly isShared: boolean
  readonly url: string
  /** The version of the API. */
  readonly version: string
  readonly apiKey: StripeMetersOptions['apiKey']
}

/** Leave to send events for a quarter of an hour. */
export interface Session {
  /** At once, while there is one. It fails without a word of what may be secret. */
  token(): string | Promise<string>
  /** It was refused: unless another one has come since, there is none. */
  forget(token: string | undefined): void
}

/** Less than a sink may take to finish a request. */
const longestWait = 9_000

/** As long as a sink may take: who waits for longer waits for what may never come. */
const longestOpening = milliseconds(10_000)

/** Before it ends, so that what is under way then does not come too late. */
const margin = 60_000

/** Where Stripe does not say how long it lasts. */
const shortestLife = 300_000

export const createSession = (parts: SessionParts): Session => {
  let kept: { readonly token: string; readonly until: MonotonicTime } | undefined
  let opening: { readonly token: Promise<string>; readonly until: MonotonicTime } | undefined
  const { clock, apiKey, isShared } = parts

  const open = async (): Promise<string> => {
    const key = typeof apiKey === 'function' ? await apiKey() : apiKey
    if (!isKey(key)) throw new TypeError('no key')
    const from = clock.now()
    const answer = await ask(key, parts)
    const token = property(answer, 'authentication_token')
    if (!isKey(token)) throw new TypeError('no session')
    kept = { token, until: after(from, lifeOf(answer)) }
    return token
  }

  const end = (ended: typeof opening): void => {
    if (opening === ended) opening = undefined
  }

  return {
    token: () => {
      if (kept && clock.now() < kept.until) return kept.token
      if (!isShared) return open()
      if (opening && clock.now() < opening.until) return opening.token
      const until = after(clock.now(), longestOpening)
      const begun = { until, token: open().finally(() => end(begun)) }
      opening = begun
      return begun.token
    },
    forget: (token) => {
      if (kept?.token === token) kept = undefined
    },
  }
}

const ask = async (
  key: string,
  { fetch, AbortSignal, url, version }: SessionParts,
): Promise<unknown> => {
  const answer = await fetch(url, {
    method: 'POST',
    // It would carry the key to a place that nobody has named.
    redirect: 'manual',
    headers: { authorization: `Bearer ${key}`, 'stripe-version': version },
    signal: AbortSignal.timeout(longestWait),
  } as never)
  const told = await answer.json()
  if (!answer.ok) throw new TypeError('no session')
  return told
}

/** By two times of Stripe's own clock: ours may be wrong. */
const lifeOf = (answer: unknown): Milliseconds => {
  const [created = Number.NaN, ends = Number.NaN] = ['created', 'expires_at'].map((name) =>
    Date.parse(String(property(answer, name))),
  )
  const life = ends - created - margin
  return milliseconds(life > 0 ? life : shortestLife)
}
