import { createPolicies, type Policies } from '@holdfast/shared'
import {
  type Breaker,
  type BreakerOptions,
  type Bulkhead,
  type BulkheadOptions,
  createBreaker,
  createBulkhead,
  createFallback,
  createHedge,
  createPolicy,
  createRetry,
  createRetryBudget,
  createTimeout,
  type Duration,
  type FallbackOptions,
  type FallbackTo,
  type HedgeOptions,
  type Policy,
  type PolicyOptions,
  type RetryBudget,
  type RetryBudgetOptions,
  type RetryOptions,
  type Runner,
  type TimeoutOptions,
} from '@holdfast/shared/resilience'
import { resilienceHost } from './runtime/resilienceHost.ts'

export type {
  AbortHandle,
  AbortSignalLike,
  Breaker,
  BreakerControl,
  BreakerOptions,
  BreakerSnapshot,
  BreakerState,
  BreakerStateName,
  Bulkhead,
  BulkheadOptions,
  BulkheadState,
  Call,
  CallSignal,
  CircuitHandle,
  Duration,
  FallbackOptions,
  FallbackTo,
  HedgeOptions,
  Jitter,
  Policy,
  PolicyEvent,
  PolicyListener,
  PolicyOptions,
  PolicyState,
  RetryBudget,
  RetryBudgetOptions,
  RetryBudgetState,
  RetryOptions,
  Runner,
  RunOptions,
  RunOutcome,
  Stop,
  TimeoutOptions,
  WindowCounts,
  WindowPart,
} from '@holdfast/shared/resilience'
export {
  BreakerOpenError,
  BulkheadFullError,
  CallTimeoutError,
  hydrate,
  takeSnapshot,
} from '@holdfast/shared/resilience'

/**
 * All protection of one kind of call in one place. The parts are always in this order, the outermost
 * first: fallback, retry, breaker, bulkhead, hedge, timeout, the call. Make it once, and run each
 * call by it: the breaker and the bulkhead live in it.
 *
 * @example
 * const payments = policy({
 *   timeout: '2s',
 *   retry: { attempts: 3 },
 *   breaker: { threshold: 5, cooldown: '30s' },
 *   fallback: () => cached,
 * })
 * const charge = await payments.run(({ signal }) => fetch(url, { signal }))
 */
export const policy = <Fallback = never>(options: PolicyOptions<Fallback>): Policy<Fallback> =>
  createPolicy(options, resilienceHost)

/**
 * Tries again what failed, after a wait that grows; obeys `Retry-After`. Three attempts by default.
 *
 * @example
 * const patient = retry({ attempts: 4, deadline: '10s' })
 * const rates = await patient.run(({ signal }) => loadRates(signal))
 */
export const retry = (options: RetryOptions = {}): Runner => createRetry(options, resilienceHost)

/**
 * Bounds the retries of everything that shares it, so that an outage does not multiply the load. By
 * default, one retry for five calls, and one a second.
 *
 * @example
 * const budget = retryBudget({ ratio: 0.1 })
 * const read = policy({ retry: { budget } })
 * const write = policy({ retry: { budget, attempts: 2 } })
 */
export const retryBudget = (options: RetryBudgetOptions = {}): RetryBudget =>
  createRetryBudget(options, resilienceHost)

/**
 * Bounds how long a call may take: rejects with a `CallTimeoutError`, and aborts the signal.
 *
 * @example
 * const quick = timeout('2s')
 * const response = await quick.run(({ signal }) => fetch(url, { signal }))
 */
export const timeout = (options: Duration | TimeoutOptions): Runner =>
  createTimeout(options, resilienceHost)

/**
 * Stops calling what keeps failing: after five failures in a row for 30 s, by default. It holds no
 * timer, and its state can be carried elsewhere.
 *
 * @example
 * const guarded = breaker({ ratio: 0.5, window: '30s', cooldown: '10s' })
 * const rates = await guarded.run(({ signal }) => loadRates(signal))
 */
export const breaker = (options: BreakerOptions = {}): Breaker =>
  createBreaker(options, resilienceHost)

/**
 * Bounds how many calls are under way at once, and how many wait for that.
 *
 * @example
 * const narrow = bulkhead({ concurrency: 10, queue: 100 })
 * const report = await narrow.run(() => renderReport())
 */
export const bulkhead = (options: BulkheadOptions): Bulkhead =>
  createBulkhead(options, resilienceHost)

/**
 * Has an answer ready for when a call fails: a value, or a function of the error.
 *
 * @example
 * const rates = fallback((error) => cache.get('rates') ?? Promise.reject(error))
 * const current = await rates.run(({ signal }) => loadRates(signal))
 */
export const fallback = <Value>(
  to: FallbackTo<Value>,
  options: FallbackOptions = {},
): Runner<Value> => createFallback(to, options, resilienceHost)

/**
 * Calls a second time where the first takes unusually long; the first success wins.
 *
 * @example
 * const steady = hedge({ delay: '200ms' })
 * const price = await steady.run(({ signal }) => fetchPrice(signal))
 */
export const hedge = (options: HedgeOptions): Runner => createHedge(options, resilienceHost)

/**
 * Policies that tell what they do: give them to `withMonitor` or `init` as an instrument, and their
 * counts, the changes of their breakers and their state with an error become telemetry. Make them
 * once in a module: a breaker learns from all invocations of its isolate. Give none of them a queue
 * (`bulkhead.queue`): a platform does not let one request wait for another. They are no method of the
 * monitor here, so that a worker that has none does not load them.
 *
 * @example
 * const calls = policies()
 * const rates = calls.policy('rates', { timeout: '2s', breaker: { threshold: 5 } })
 * export default withMonitor({ service: 'shop', sinks, instruments: [calls] }, {
 *   fetch: () => rates.run(({ signal }) => fetch('https://rates.example.com', { signal })),
 * })
 */
export const policies = (): Policies => createPolicies(resilienceHost)
