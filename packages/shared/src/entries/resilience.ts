export type { Stop } from '../model/stop.ts'
export type { Milliseconds, MonotonicTime, WallTime } from '../model/units.ts'
export type { Clock } from '../ports/clock.ts'
export type { Scheduler } from '../ports/scheduler.ts'
export type { Duration } from '../primitives/duration.ts'
export type { Jitter } from '../resilience/backoff.ts'
export {
  type Breaker,
  type BreakerControl,
  type BreakerOptions,
  type BreakerState,
  type CircuitHandle,
  createBreaker,
} from '../resilience/breaker.ts'
export { BreakerOpenError } from '../resilience/breakerOpenError.ts'
export { type BreakerSnapshot, hydrate, takeSnapshot } from '../resilience/breakerSnapshot.ts'
export type { BreakerStateName } from '../resilience/breakerStateName.ts'
export {
  type Bulkhead,
  type BulkheadOptions,
  type BulkheadState,
  createBulkhead,
} from '../resilience/bulkhead.ts'
export { BulkheadFullError } from '../resilience/bulkheadFullError.ts'
export { CallTimeoutError } from '../resilience/callTimeoutError.ts'
export { createFallback, type FallbackOptions, type FallbackTo } from '../resilience/fallback.ts'
export { createHedge, type HedgeOptions } from '../resilience/hedge.ts'
export type {
  AbortHandle,
  AbortSignalLike,
  CallSignal,
  ResilienceHost,
} from '../resilience/host.ts'
export type { Call, Runner, RunOptions } from '../resilience/layer.ts'
export {
  createPolicy,
  type Policy,
  type PolicyOptions,
  type PolicyState,
} from '../resilience/policy.ts'
export type { PolicyEvent, PolicyListener, RunOutcome } from '../resilience/policyEvent.ts'
export { createRetry, type RetryOptions } from '../resilience/retry.ts'
export {
  createRetryBudget,
  type RetryBudget,
  type RetryBudgetOptions,
  type RetryBudgetState,
} from '../resilience/retryBudget.ts'
export type { WindowCounts, WindowPart } from '../resilience/slidingWindow.ts'
export { createTimeout, type TimeoutOptions } from '../resilience/timeout.ts'
