import type { Stop } from '../model/stop.ts'
import type { Duration } from '../primitives/duration.ts'
import type { BreakerStateName } from './breakerStateName.ts'
import { CallTimeoutError } from './callTimeoutError.ts'
import {
  admit,
  type Circuit,
  type CircuitSettings,
  closed,
  enter,
  type Isolated,
  retryAfterOf,
  settle,
  type Verdict,
} from './circuit.ts'
import { createEmit, type Emit } from './emit.ts'
import type { ResilienceHost } from './host.ts'
import { createRun, type Layer, type Runner } from './layer.ts'
import type { Lifeline } from './lifeline.ts'
import type { PolicyListener } from './policyEvent.ts'
import { checkOptions, duration, flag, method, readOptions, whole, within } from './readOptions.ts'

/** When to stop calling, and when to try again. */
export interface BreakerOptions {
  /** Failures in a row that open it. Default: 5, or none where `ratio` is given. */
  readonly threshold?: number
  /** The part of the calls within `window` whose failure opens it, 0 to 1. Default: none. */
  readonly ratio?: number
  /** How far back `ratio` looks, by the clock. Default: 30 s. */
  readonly window?: Duration
  /** Calls within `window` below which `ratio` says nothing. Default: 10. */
  readonly minimumCalls?: number
  /** How long it stays open. Doubles each time a probe fails. Default: 30 s. */
  readonly cooldown?: Duration
  /** The longest that it stays open. Default: 5 m, or `cooldown` where that is longer. */
  readonly maxCooldown?: Duration
  /** Whether to shorten a cooldown at random, by half at most, so that clients do not probe together. Default: `false`. */
  readonly jitter?: boolean
  /** Calls that are let through after a cooldown; all must succeed to close it. Default: 1. */
  readonly probes?: number
  /**
   * Whether this error says that the service fails. One that does not counts as a success, for the
   * service has answered. A caller that gave up and a call that was never made count as neither.
   * Default: every error does.
   */
  readonly failureIf?: (error: unknown) => boolean
  /** Whether this result says that the service fails, such as a response of 503. Default: none does. */
  readonly failureResultIf?: (result: unknown) => boolean
  readonly on?: PolicyListener
}

/** What a breaker is doing. `retryAfter` is in milliseconds. */
export interface BreakerState {
  readonly state: BreakerStateName
  /** Until a call may be let through: 0 where one may be now, `Infinity` while isolated. */
  readonly retryAfter: number
}

declare const handle: unique symbol

/** The inside of a breaker, as something to hand on. */
export interface CircuitHandle {
  readonly [handle]: true
}

/** A breaker in your hands. */
export interface BreakerControl {
  /** An open breaker whose cooldown is over is `halfOpen`: the next call will be let through. */
  state(): BreakerState
  /**
   * Holds it open until the returned function is called, by everyone who isolated it. Then it is
   * closed.
   */
  isolate(): Stop
  /** For `takeSnapshot` and `hydrate`; of no other use. */
  readonly circuit: CircuitHandle
}

/** Stops calling what keeps failing. */
export interface Breaker extends Runner, BreakerControl {}

export interface BreakerSettings extends CircuitSettings {
  readonly failureIf: (error: unknown) => boolean
  readonly failureResultIf: (result: unknown) => boolean
}

// Once for all: an app may have thousands of breakers.
const always = (): boolean => true
const never = (): boolean => false

export const readBreaker = (options: unknown, problems: string[]): BreakerSettings => {
  const settings = readOptions<BreakerSettings>(['breaker', options, problems], {
    threshold: [whole(1), 0],
    ratio: [within(0, 1), Infinity],
    window: [duration(10), 30_000],
    minimumCalls: [whole(1), 10],
    cooldown: [duration(1), 30_000],
    maxCooldown: [duration(1), 300_000],
    jitter: [flag(), false],
    probes: [whole(1), 1],
    failureIf: [method(), always],
    failureResultIf: [method(), never],
  })
  const { threshold, ratio, cooldown, maxCooldown } = settings
  return {
    ...settings,
    threshold: threshold || (ratio > 1 ? 5 : Infinity),
    maxCooldown: Math.max(cooldown, maxCooldown),
  }
}

export const createCircuit = (
  settings: CircuitSettings,
  host: ResilienceHost,
  emit: Emit,
): Circuit => ({
  settings,
  host,
  emit,
  current: closed(),
})

/** A caller that gave up says nothing about the service; time that ran out does. */
const wasAborted = (line: Lifeline): boolean =>
  line.isCut() && !(line.reason() instanceof CallTimeoutError)

export const createBreakerLayer =
  (circuit: Circuit, { failureIf, failureResultIf }: BreakerSettings): Layer =>
  async (work, line, facts) => {
    const admitted = admit(circuit)
    const { calls } = facts
    let failed: Verdict
    try {
      const result = await work(line, facts)
      failed = Boolean(failureResultIf(result))
      return result
    } catch (error) {
      // One that was never made, for want of a place, says nothing either.
      if (facts.calls > calls && !wasAborted(line)) failed = Boolean(failureIf(error))
      throw error
    } finally {
      settle(circuit, admitted, failed)
    }
  }

const isolate = (circuit: Circuit): Stop => {
  const { current } = circuit
  const held: Isolated = current.state === 'isolated' ? current : { state: 'isolated', holders: 0 }
  held.holders++
  enter(circuit, held)
  let holds = true
  return () => {
    if (holds && --held.holders === 0) enter(circuit, closed())
    holds = false
  }
}

export const createBreakerControl = (circuit: Circuit): BreakerControl => ({
  state: () => {
    const { state } = circuit.current
    const retryAfter = retryAfterOf(circuit)
    return { state: state === 'open' && retryAfter === 0 ? 'halfOpen' : state, retryAfter }
  },
  isolate: () => isolate(circuit),
  circuit: circuit as unknown as CircuitHandle,
})

/**
 * Stops calling what keeps failing, and lets a few calls through after a while to see whether it
 * works again. It holds no timer: what has passed is asked of the clock when a call comes. Its state
 * can be carried into another process or isolate: see `takeSnapshot`.
 *
 * @example
 * const breaker = createBreaker({ threshold: 5, cooldown: '30s' }, host)
 * const rates = await breaker.run(({ signal }) => loadRates(signal))
 */
export const createBreaker = (options: BreakerOptions, host: ResilienceHost): Breaker => {
  const settings = checkOptions(readBreaker, options)
  const circuit = createCircuit(settings, host, createEmit(options.on))
  return {
    run: createRun(createBreakerLayer(circuit, settings), host),
    ...createBreakerControl(circuit),
  }
}
