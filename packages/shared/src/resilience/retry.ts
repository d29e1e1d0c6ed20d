import { after, type Milliseconds, milliseconds, until } from '../model/units.ts'
import { property } from '../primitives/attempt.ts'
import type { Duration } from '../primitives/duration.ts'
import { backoff, type Failed, type Jitter } from './backoff.ts'
import { createEmit, type Emit } from './emit.ts'
import type { ResilienceHost } from './host.ts'
import { isRejection } from './isRejection.ts'
import { around, createRun, type Layer, type Runner } from './layer.ts'
import type { Lifeline } from './lifeline.ts'
import type { PolicyListener } from './policyEvent.ts'
import {
  checkOptions,
  duration,
  type Kind,
  method,
  oneOf,
  readOptions,
  whole,
} from './readOptions.ts'
import { retryAfterOf } from './retryAfter.ts'
import type { RetryBudget } from './retryBudget.ts'
import { createTimeoutLayer } from './timeout.ts'

/** When and how often to try again. */
export interface RetryOptions {
  /** All attempts, the first included. Default: 3. */
  readonly attempts?: number
  /** The longest first wait; it doubles with each failure. Default: 200 ms. */
  readonly baseDelay?: Duration
  /** The longest wait. Default: 30 s. */
  readonly maxDelay?: Duration
  /**
   * How waits are spread. `full`: from nothing to the bound. `decorrelated`: from `baseDelay` to
   * three times the wait before. `none`: the bound itself. Default: `full`.
   */
  readonly jitter?: Jitter
  /**
   * What all attempts and waits may take together. A wait that would go beyond it is not begun; an
   * attempt that does is given up. Default: none.
   */
  readonly deadline?: Duration
  /** The longest `Retry-After` that a server is allowed; our own wait comes on top. Default: 1 m. */
  readonly maxRetryAfter?: Duration
  /**
   * Whether to try again after this error. Default: yes, unless the call was never made (an open
   * breaker, a full bulkhead). A caller that gave up is never tried again.
   */
  readonly retryIf?: (error: unknown, attempt: number) => boolean
  /** Whether to try again after this result, such as a response of 503. Default: no. */
  readonly retryResultIf?: (result: unknown, attempt: number) => boolean
  /** Shared with others that call the same service. Default: none. */
  readonly budget?: RetryBudget
  readonly on?: PolicyListener
}

export interface RetrySettings {
  readonly baseDelay: number
  readonly maxDelay: number
  readonly attempts: number
  readonly jitter: Jitter
  readonly deadline: number
  readonly maxRetryAfter: number
  readonly retryIf: (error: unknown, attempt: number) => boolean
  readonly retryResultIf: (result: unknown, attempt: number) => boolean
  readonly budget: RetryBudget | undefined
}

export const readRetry = (options: unknown, problems: string[]): RetrySettings =>
  readOptions<RetrySettings>(['retry', options, problems], {
    attempts: [whole(1), 3],
    baseDelay: [duration(0), 200],
    maxDelay: [duration(0), 30_000],
    jitter: [oneOf(['full', 'decorrelated', 'none']), 'full'],
    deadline: [duration(1), Infinity],
    maxRetryAfter: [duration(0), 60_000],
    retryIf: [method(), (error) => !isRejection(error)],
    retryResultIf: [method(), () => false],
    budget: [budget(), undefined],
  })

const budget = (): Kind<RetryBudget> => ({
  expected: 'a retry budget',
  parse: (value) =>
    typeof property(value, 'takeRetry') === 'function' ? (value as RetryBudget) : undefined,
})

type Outcome<Result> = { readonly value: Result } | { readonly error: unknown }

const toOutcome = <Result>(running: Promise<Result>): Promise<Outcome<Result>> =>
  running.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )

const toldOf = (outcome: Outcome<unknown>): { readonly [name in 'error' | 'result']?: unknown } =>
  'error' in outcome ? outcome : { result: outcome.value }

const unwrap = <Result>(outcome: Outcome<Result>): Result => {
  if ('error' in outcome) throw outcome.error
  return outcome.value
}

/** Rejects at once when the line is cut, and leaves no timer behind. */
const wait = (delay: Milliseconds, line: Lifeline, { scheduler }: ResilienceHost): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = scheduler.hold(delay, () => {
      unhear()
      resolve()
    })
    const unhear = line.onCut((reason) => {
      stop()
      reject(reason)
    })
  })

/**
 * How long to wait before the next attempt, whatever there is time for. Our own wait comes on top of
 * what a server asks for: clients that were told the same must not return together.
 */
const delayAfter = (
  outcome: Outcome<unknown>,
  failed: Failed,
  { settings, host }: { readonly settings: RetrySettings; readonly host: ResilienceHost },
): number => {
  const cameBack = 'error' in outcome ? outcome.error : outcome.value
  const asked = retryAfterOf(cameBack, host.clock.wall()) ?? 0
  return backoff(failed, settings, host.random) + Math.min(asked, settings.maxRetryAfter)
}

const createLoop = (settings: RetrySettings, host: ResilienceHost, emit: Emit): Layer => {
  const { attempts, deadline, retryIf, retryResultIf, budget } = settings

  const isWanted = (outcome: Outcome<unknown>, attempt: number): boolean =>
    attempt < attempts &&
    ('error' in outcome ? retryIf(outcome.error, attempt) : retryResultIf(outcome.value, attempt))

  return async (work, line, facts) => {
    const { clock } = host
    const ends = after(clock.now(), milliseconds(deadline))
    budget?.noteCall()
    for (let previous = 0; ; facts.attempt++) {
      const { attempt } = facts
      const outcome = await toOutcome(work(line, facts))
      if (facts.once || line.isCut() || !isWanted(outcome, attempt)) return unwrap(outcome)
      const delay = delayAfter(outcome, { failures: attempt, previous }, { settings, host })
      // What is left is asked now: the attempt has taken its part of it.
      if (delay >= until(ends, clock.now())) return unwrap(outcome)
      if (budget && !budget.takeRetry()) {
        emit?.({ type: 'rejected', by: 'budget' })
        return unwrap(outcome)
      }
      emit?.({ type: 'retry', attempt, delay, ...toldOf(outcome) })
      await wait(milliseconds(delay), line, host)
      previous = delay
    }
  }
}

export const createRetryLayer = (
  settings: RetrySettings,
  host: ResilienceHost,
  emit: Emit,
): Layer => {
  const loop = createLoop(settings, host, emit)
  if (settings.deadline === Infinity) return loop
  const bound = { after: settings.deadline, hard: true, of: 'deadline' } as const
  return around(createTimeoutLayer(bound, host, emit), loop)
}

/**
 * Tries again what failed, after a wait that grows. A `Retry-After` of the error, or of the response
 * that `retryResultIf` refused, is obeyed.
 *
 * @example
 * const patient = createRetry({ attempts: 4, deadline: '10s' }, host)
 * const rates = await patient.run(({ signal }) => loadRates(signal))
 */
export const createRetry = (options: RetryOptions, host: ResilienceHost): Runner => {
  const settings = checkOptions(readRetry, options)
  return { run: createRun(createRetryLayer(settings, host, createEmit(options.on)), host) }
}
