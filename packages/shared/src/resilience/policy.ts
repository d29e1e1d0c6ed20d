import type { Duration } from '../primitives/duration.ts'
import {
  type BreakerControl,
  type BreakerOptions,
  type BreakerSettings,
  type BreakerState,
  createBreakerControl,
  createBreakerLayer,
  createCircuit,
  readBreaker,
} from './breaker.ts'
import {
  type BulkheadOptions,
  type BulkheadSettings,
  type BulkheadState,
  createPlaces,
  readBulkhead,
} from './bulkhead.ts'
import { createEmit, type Emit } from './emit.ts'
import { createFallbackLayer, type FallbackTo } from './fallback.ts'
import { createHedgeLayer, type HedgeOptions, type HedgeSettings, readHedge } from './hedge.ts'
import type { CallSignal, ResilienceHost } from './host.ts'
import { isRejection } from './isRejection.ts'
import { around, createFacts, createRun, type Layer, type Runner, start } from './layer.ts'
import type { PolicyListener, RunOutcome } from './policyEvent.ts'
import { checkOptions, type Kind, readOptions } from './readOptions.ts'
import { createRetryLayer, type RetryOptions, type RetrySettings, readRetry } from './retry.ts'
import type { RetryBudgetState } from './retryBudget.ts'
import {
  createTimeoutLayer,
  readTimeout,
  type TimeoutOptions,
  type TimeoutSettings,
} from './timeout.ts'

/** The parts of a policy; one that is left out does nothing. */
export interface PolicyOptions<Fallback = never> {
  /** Bounds each attempt. */
  readonly timeout?: Duration | Omit<TimeoutOptions, 'on'>
  readonly retry?: Omit<RetryOptions, 'on'>
  readonly breaker?: Omit<BreakerOptions, 'on'>
  readonly bulkhead?: Omit<BulkheadOptions, 'on'>
  readonly hedge?: Omit<HedgeOptions, 'on'>
  /** A value other than `undefined`, or what makes one of the error. */
  readonly fallback?: FallbackTo<Fallback>
  /** Hears every fact of every run. */
  readonly on?: PolicyListener
}

/** What the parts of a policy are doing: plain data. */
export interface PolicyState {
  readonly breaker?: BreakerState
  readonly bulkhead?: BulkheadState
  readonly budget?: RetryBudgetState
}

/** Calls under all the protection that was asked for. */
export interface Policy<Fallback = never> extends Runner<Fallback> {
  state(): PolicyState
  /** Where the policy has a breaker. */
  readonly breaker: BreakerControl | undefined
}

interface PolicySettings {
  readonly timeout: TimeoutSettings | undefined
  readonly retry: RetrySettings | undefined
  readonly breaker: BreakerSettings | undefined
  readonly bulkhead: BulkheadSettings | undefined
  readonly hedge: HedgeSettings | undefined
  readonly fallback: unknown
}

const readPolicy = (options: unknown, problems: string[]): PolicySettings => {
  const part = <Settings>(
    read: (options: unknown, problems: string[]) => Settings,
  ): readonly [Kind<Settings | undefined>, undefined] => [
    { expected: 'an object', parse: (value) => read(value, problems) },
    undefined,
  ]
  return readOptions<PolicySettings>(['policy', options, problems], {
    timeout: part(readTimeout),
    retry: part(readRetry),
    breaker: part(readBreaker),
    bulkhead: part(readBulkhead),
    hedge: part(readHedge),
    fallback: [{ expected: 'any value', parse: (value) => value }, undefined],
  })
}

const createObservedRun =
  <Value>(
    layer: Layer<Value>,
    host: ResilienceHost,
    emit: NonNullable<Emit>,
  ): Runner<Value>['run'] =>
  async (fn, { signal, once } = {}) => {
    const facts = createFacts(once)
    const began = host.clock.now()
    const tell = (outcome: RunOutcome, failure?: { readonly error: unknown }): void =>
      emit({
        type: 'settled',
        outcome,
        attempts: facts.calls,
        duration: host.clock.now() - began,
        ...failure,
      })
    try {
      const result = await start(layer, { fn, signal, facts }, host)
      tell(facts.fellBack ? 'fallback' : 'success')
      return result
    } catch (error) {
      tell(outcomeOf(error, signal), { error })
      throw error
    }
  }

const outcomeOf = (error: unknown, signal: CallSignal | undefined): RunOutcome => {
  if (signal?.aborted) return 'aborted'
  return isRejection(error) ? 'rejected' : 'failure'
}

const plain: Layer = (work, line, facts) => work(line, facts)

/**
 * All protection of one kind of call in one place. The parts are always in this order, the outermost
 * first: fallback, retry, breaker, bulkhead, hedge, timeout, the call. So a breaker counts each
 * attempt, a call that waits for a place is not yet timed, and the fallback answers for everything.
 *
 * @example
 * const payments = createPolicy(
 *   { timeout: '2s', retry: { attempts: 3 }, breaker: { threshold: 5, cooldown: '30s' } },
 *   host,
 * )
 * const charge = await payments.run(({ signal }) => fetch(url, { signal }))
 */
export const createPolicy = <Fallback = never>(
  options: PolicyOptions<Fallback>,
  host: ResilienceHost,
): Policy<Fallback> => {
  const settings = checkOptions(readPolicy, options)
  const { retry, breaker, bulkhead, hedge, timeout } = settings
  const { fallback } = options
  const emit = createEmit(options.on)
  const circuit = breaker && createCircuit(breaker, host, emit)
  const control = circuit && createBreakerControl(circuit)
  const places = bulkhead && createPlaces(bulkhead, emit)

  const inner = [
    retry && createRetryLayer(retry, host, emit),
    circuit && createBreakerLayer(circuit, breaker),
    places?.layer,
    hedge && createHedgeLayer(hedge, host, emit),
    timeout && createTimeoutLayer(timeout, host, emit),
  ]
    .filter((layer) => layer !== undefined)
    .reduce((outer, next) => around(outer, next), plain)
  const layer: Layer<Fallback> =
    fallback === undefined ? inner : around(createFallbackLayer(fallback, emit), inner)

  return {
    run: emit ? createObservedRun(layer, host, emit) : createRun(layer, host),
    state: () => ({
      ...(control && { breaker: control.state() }),
      ...(places && { bulkhead: places.state() }),
      ...(retry?.budget && { budget: retry.budget.state() }),
    }),
    breaker: control,
  }
}
