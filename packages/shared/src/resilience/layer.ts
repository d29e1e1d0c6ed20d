import type { CallSignal, ResilienceHost } from './host.ts'
import { createRootLifeline, type Lifeline } from './lifeline.ts'

/** What the function is given at each call. */
export interface Call {
  /**
   * Aborts when the call is no longer wanted: it took too long, another one won, or the caller gave
   * up. Made when it is first read. It lives as long as the function runs: read a body within it.
   */
  readonly signal: CallSignal
  /** 1, and one more with each retry. A hedge has the number of the call that it hedges. */
  readonly attempt: number
}

/** What one run may be given besides its function. */
export interface RunOptions {
  /** The caller's own: once it aborts, nothing is retried, queued or fallen back to. */
  readonly signal?: CallSignal | undefined
  /** Whether the function must not be called a second time: nothing is retried or hedged. Default: `false`. */
  readonly once?: boolean
}

/** Runs calls under protection. `Value` is what it may resolve to besides what the function does. */
export interface Runner<Value = never> {
  /**
   * Calls `fn`, and settles as it does, or as the protection decides. It never throws at once: even
   * a function that does so comes back as a rejection.
   *
   * @example
   * const charge = await payments.run(({ signal }) => fetch(url, { signal }))
   */
  run<Result>(
    fn: (call: Call) => Result | PromiseLike<Result>,
    options?: RunOptions,
  ): Promise<Result | Value>
}

/** What is noted of one run while it passes the layers. */
export interface Facts {
  attempt: number
  /** How often the function was called, hedges included. */
  calls: number
  fellBack: boolean
  readonly once: boolean
}

export type Work<Result> = (line: Lifeline, facts: Facts) => Promise<Result>

/** One layer of protection: the same outside as inside, so that layers go into one another. */
export type Layer<Value = never> = <Result>(
  work: Work<Result>,
  line: Lifeline,
  facts: Facts,
) => Promise<Result | Value>

type Fn<Result> = (call: Call) => Result | PromiseLike<Result>

/** A class, for its getter is made once: one in a literal costs as much as setting a timer. */
class LazyCall implements Call {
  declare readonly attempt: number
  declare private readonly line: Lifeline

  constructor(line: Lifeline, attempt: number) {
    this.line = line
    this.attempt = attempt
  }

  get signal(): CallSignal {
    return this.line.signal()
  }
}

const toWork =
  <Result>(fn: Fn<Result>): Work<Result> =>
  async (line, facts) => {
    facts.calls++
    return fn(new LazyCall(line, facts.attempt))
  }

export const createFacts = (once = false): Facts => ({
  attempt: 1,
  calls: 0,
  fellBack: false,
  once,
})

/** A run from the outside. A caller who had given up before is not worth a call. */
export const start = <Result, Value>(
  layer: Layer<Value>,
  { fn, signal, facts }: StartOptions<Result>,
  host: ResilienceHost,
): Promise<Result | Value> => {
  if (signal?.aborted) return Promise.reject(signal.reason)
  return layer(toWork(fn), createRootLifeline(signal, host), facts)
}

interface StartOptions<Result> {
  readonly fn: Fn<Result>
  readonly signal: CallSignal | undefined
  readonly facts: Facts
}

export const createRun =
  <Value>(layer: Layer<Value>, host: ResilienceHost): Runner<Value>['run'] =>
  (fn, options) =>
    start(layer, { fn, signal: options?.signal, facts: createFacts(options?.once) }, host)

/** The outer layer around the inner one. */
export const around =
  <Value>(outer: Layer<Value>, inner: Layer): Layer<Value> =>
  (work, line, facts) =>
    outer((innerLine, innerFacts) => inner(work, innerLine, innerFacts), line, facts)
