/**
 * A call, or all attempts of one together, took too long. It is also the `reason` of the signal that
 * the function was given. Not the DOM's `TimeoutError`, which comes from `AbortSignal.timeout`.
 */
export class CallTimeoutError extends Error {
  declare readonly code: 'CALL_TIMEOUT'
  /** How long it was given, in milliseconds. */
  declare readonly after: number

  constructor(after: number) {
    super(`Took longer than ${after} ms`)
    this.name = 'CallTimeoutError'
    this.code = 'CALL_TIMEOUT'
    this.after = after
  }
}
