import type { BreakerOptions, PolicyOptions, RetryOptions } from '@holdfast/shared/resilience'

/** As in a policy, of answers. */
export interface FetchRetryOptions extends Omit<RetryOptions, 'on' | 'retryResultIf'> {
  /** Whether to try again after this answer. Default: after 429, and from 500 on. */
  readonly retryResultIf?: (response: Response, attempt: number) => boolean
}

/** As in a policy, of answers. */
export interface FetchBreakerOptions extends Omit<BreakerOptions, 'on' | 'failureResultIf'> {
  /** Whether this answer says that the service fails. Default: 429, and from 500 on. */
  readonly failureResultIf?: (response: Response) => boolean
}

/** How calls by `fetch` are protected: the parts of a policy, and what only calls over HTTP have. */
export interface FetchOptions
  extends Omit<PolicyOptions<Response>, 'retry' | 'breaker' | 'fallback'> {
  readonly retry?: FetchRetryOptions
  readonly breaker?: FetchBreakerOptions
  /**
   * Makes an answer where there is none: of a network that fails, time that runs out, an open breaker. An
   * answer of 503 is one. A function, since an answer can be read only once.
   */
  readonly fallback?: (error: unknown) => Response | PromiseLike<Response>
  /**
   * Methods of requests that may be sent twice. Others are not retried or hedged, unless they have a header
   * `Idempotency-Key`. Default: `GET`, `HEAD`, `OPTIONS`, `PUT`, `DELETE`.
   */
  readonly methods?: readonly string[]
  /** Sends the requests. Default: the `fetch` that is global at each call. */
  readonly fetch?: typeof globalThis.fetch
}
