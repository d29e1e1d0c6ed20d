import type { Period } from '../model/period.ts'
import type { WallTime } from '../model/units.ts'
import type { Duration } from '../primitives/duration.ts'

/** What {@link Quota} may be told besides its limit. */
export interface QuotaOptions {
  /** The period of UTC in which so much may be used; one that the counters keep. */
  readonly per: Period
  /** What is answered where nothing is known: the store cannot be asked, and was not lately. Default: `'allow'`. */
  readonly onFailure?: 'allow' | 'deny'
  /** The longest that a check waits for the store. Default: `'100ms'`. */
  readonly timeout?: Duration
  /** How long a total decides without asking for it again. Default: `'1s'`. */
  readonly freshFor?: Duration
  /** How long it decides where the store cannot be asked. Default: `'5m'`. */
  readonly staleFor?: Duration
  /** Names the policy in headers, in printable ASCII. Default: the meter. */
  readonly name?: string
}

/** What is answered to one check. */
export interface QuotaAnswer {
  readonly allowed: boolean
  readonly limit: number
  /** What was used before this, as far as is known. */
  readonly used: number
  /** What is left after this. */
  readonly remaining: number
  /** When the period ends. */
  readonly resetsAt: WallTime
  /** In how many seconds that is. */
  readonly resetSeconds: number
  /** How old the total is that it rests on: asked for lately, longer ago, or not known at all. */
  readonly known: 'fresh' | 'stale' | 'unknown'
  /** `RateLimit-Policy`, `RateLimit` where something is known, and `Retry-After` where it is not allowed. */
  readonly headers: Readonly<Record<string, string>>
  /** Where it is not allowed: the body of an answer, as `application/problem+json`, with its status in it. */
  readonly problem?: QuotaProblem | undefined
}

/** What an HTTP client is told, in the form of RFC 9457. */
export interface QuotaProblem {
  readonly type: string
  readonly title: string
  /** 429 where the quota is used up, 503 where that cannot be told. */
  readonly status: 429 | 503
  readonly 'violated-policies': readonly string[]
}

/** As much of a response as a middleware writes to. */
export interface QuotaResponse {
  statusCode: number
  getHeader?(name: string): unknown
  setHeader(name: string, value: string): unknown
  end(body: string): unknown
}

/** What a middleware has to know of a request. */
export interface QuotaMiddlewareOptions<Request> {
  /** Who is asking, as the meter knows them. Without one, a request passes unchecked. */
  readonly subjectOf: (
    request: Request,
  ) => string | undefined | null | Promise<string | undefined | null>
  /** How much it will use. Default: 1. */
  readonly quantityOf?: (request: Request) => number | Promise<number>
  /** The subject of those who have none, together. Default: they pass unchecked. */
  readonly anonymous?: string
  /**
   * Called for each request that is allowed, before anything else is checked: the place for `monitor.usage`.
   * So no two requests of a process are given the same last unit.
   */
  readonly count?: (subject: string, quantity: number, request: Request) => void
}

/** In the shape of Connect and Express. */
export type QuotaMiddleware<Request> = (
  request: Request,
  response: QuotaResponse,
  next: (error?: unknown) => void,
) => void

/** How much a subject may use of a meter in a period. */
export interface Quota {
  /**
   * Whether so much more may be used. It counts nothing: that is what `monitor.usage` does. It never rejects,
   * and takes no longer than `timeout`.
   *
   * @param quantity - Default: 1.
   */
  check(subject: string, quantity?: number): Promise<QuotaAnswer>
  /**
   * Checks each request before what comes after it.
   *
   * @example
   * app.use(limit.middleware({ subjectOf: (request) => request.get('x-api-key') }))
   */
  middleware<Request>(options: QuotaMiddlewareOptions<Request>): QuotaMiddleware<Request>
}
