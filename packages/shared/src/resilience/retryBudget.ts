import { until } from '../model/units.ts'
import type { ResilienceHost } from './host.ts'
import { checkOptions, readOptions, within } from './readOptions.ts'

/** How many retries a service can take. */
export interface RetryBudgetOptions {
  /** Retries that each call pays for, 0 to 1. Default: 0.2, one retry for five calls. */
  readonly ratio?: number
  /** Retries a second that need no calls, so that a quiet app can retry too. Default: 1. */
  readonly perSecond?: number
  /** The most that can be saved up, and what it starts with. Default: 10. */
  readonly burst?: number
}

/** What is left of a budget. */
export interface RetryBudgetState {
  /** Whole and part retries that may be made now. */
  readonly tokens: number
}

/** Bounds the retries of all policies that share it. */
export interface RetryBudget {
  /** Pays in for a call that is not a retry. `retry` does so by itself. */
  noteCall(): void
  /** Takes a retry out; false where none is left. `retry` does so by itself. */
  takeRetry(): boolean
  state(): RetryBudgetState
}

const readRetryBudget = (options: unknown, problems: string[]): Required<RetryBudgetOptions> =>
  readOptions<Required<RetryBudgetOptions>>(['retryBudget', options, problems], {
    ratio: [within(0, 1), 0.2],
    perSecond: [within(0, 1_000_000), 1],
    burst: [within(1, 1_000_000), 10],
  })

/**
 * A token bucket for retries. When everything fails, each client with three attempts triples the
 * load on what is already down; with a shared budget the load grows by a fifth.
 *
 * @example
 * const budget = createRetryBudget({ ratio: 0.1 }, host)
 * const read = createRetry({ budget }, host)
 * const write = createRetry({ budget, attempts: 2 }, host)
 */
export const createRetryBudget = (
  options: RetryBudgetOptions,
  { clock }: Pick<ResilienceHost, 'clock'>,
): RetryBudget => {
  const { ratio, perSecond, burst } = checkOptions(readRetryBudget, options)
  let tokens = burst
  let updatedAt = clock.now()

  const update = (): void => {
    const now = clock.now()
    tokens = Math.min(burst, tokens + (until(now, updatedAt) / 1_000) * perSecond)
    updatedAt = now
  }

  return {
    noteCall: () => {
      tokens = Math.min(burst, tokens + ratio)
    },
    takeRetry: () => {
      update()
      if (tokens < 1) return false
      tokens--
      return true
    },
    state: () => {
      update()
      return { tokens }
    },
  }
}
