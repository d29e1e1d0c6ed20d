/**
 * The call was not made: the breaker is open.
 *
 * @example
 * if (error instanceof BreakerOpenError) reply.header('retry-after', Math.ceil(error.retryAfter / 1000))
 */
export class BreakerOpenError extends Error {
  declare readonly code: 'BREAKER_OPEN'
  /** Milliseconds until a call may be let through; `Infinity` while it is isolated by hand. */
  declare readonly retryAfter: number

  constructor(retryAfter: number) {
    super('The circuit breaker is open')
    this.name = 'BreakerOpenError'
    this.code = 'BREAKER_OPEN'
    this.retryAfter = retryAfter
  }
}
