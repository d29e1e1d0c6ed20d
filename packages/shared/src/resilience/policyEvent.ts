import type { BreakerStateName } from './breakerStateName.ts'

/** A fact about calls under protection. Lengths of time are in milliseconds. */
export type PolicyEvent =
  /** Attempt `attempt` has failed, and there will be another after `delay`. */
  | {
      readonly type: 'retry'
      readonly attempt: number
      readonly delay: number
      /** What was thrown; absent where `retryResultIf` disliked the result. */
      readonly error?: unknown
      /** What `retryResultIf` disliked: it is dropped, so what it holds is to be let go here. */
      readonly result?: unknown
    }
  /** Something took longer than `after`: one call, or all attempts together. */
  | { readonly type: 'timeout'; readonly of: 'call' | 'deadline'; readonly after: number }
  /** Not called, or not called again: by an open breaker, a full bulkhead or a spent retry budget. */
  | { readonly type: 'rejected'; readonly by: 'breaker' | 'bulkhead' | 'budget' }
  /** The breaker has changed its state; with `cooldown` where it opened. */
  | {
      readonly type: 'breaker'
      readonly from: BreakerStateName
      readonly to: BreakerStateName
      readonly cooldown: number | undefined
    }
  /** A second call was started because the first took longer than `delay`. */
  | { readonly type: 'hedge'; readonly attempt: number; readonly delay: number }
  /** The fallback is used in place of this error. */
  | { readonly type: 'fallback'; readonly error: unknown }
  /** The last fact of each run of a policy. */
  | {
      readonly type: 'settled'
      readonly outcome: RunOutcome
      /** How often the function was called, hedges included. */
      readonly attempts: number
      readonly duration: number
      /** Absent after a success and after a fallback. */
      readonly error?: unknown
    }

/**
 * How a run ended. `rejected`: by an open breaker or a full bulkhead. `aborted`: by the caller.
 */
export type RunOutcome = 'success' | 'fallback' | 'failure' | 'rejected' | 'aborted'

/** Hears every fact. What it throws is dropped: it cannot change a call. */
export type PolicyListener = (event: PolicyEvent) => void
