import type { GuardingMonitor } from '@holdfast/shared'
import type { FetchOptions } from './fetch/fetchOptions.ts'
import type { Requests } from './requests/createRequests.ts'

/** A monitor in Node. */
export interface NodeMonitor extends GuardingMonitor {
  /** The requests that this process serves. */
  readonly requests: Requests
  /**
   * Makes a function that is called as `fetch` is, and runs each call under the policy of that name: what
   * it does is told as that of `policy` is. The last answer is passed on, also a bad one; what `fetch`
   * rejects with, and what the policy does, is rejected with.
   *
   * - Answers of 429, and from 500 on, are failures for `retry` and `breaker`; `Retry-After` is obeyed.
   * - Only what may be sent twice is retried or hedged: by its method or a header `Idempotency-Key`, and with
   *   a body that is no stream.
   * - `timeout` bounds the time to the headers. The caller's `signal` holds for the body as well.
   *
   * @throws {TypeError} naming every option that is wrong.
   * @example
   * const payments = monitor.fetch('payments', {
   *   timeout: '2s',
   *   retry: { attempts: 3 },
   *   breaker: { threshold: 5, cooldown: '30s' },
   * })
   * const response = await payments('https://payments.example/charges/42')
   */
  fetch(name: string, options?: FetchOptions): typeof globalThis.fetch
}
