import { createEmit, type Emit } from './emit.ts'
import type { ResilienceHost } from './host.ts'
import { createRun, type Layer, type Runner } from './layer.ts'
import type { PolicyListener } from './policyEvent.ts'
import { checkOptions, readOptions } from './readOptions.ts'

/** A value, or what makes one of the error: it may throw that again, or another. */
export type FallbackTo<Value> = Value | ((error: unknown) => Value | PromiseLike<Value>)

/** What else a fallback may be given. */
export interface FallbackOptions {
  readonly on?: PolicyListener
}

const isMaker = <Value>(
  to: FallbackTo<Value>,
): to is (error: unknown) => Value | PromiseLike<Value> => typeof to === 'function'

export const createFallbackLayer =
  <Value>(to: FallbackTo<Value>, emit: Emit): Layer<Value> =>
  async (work, line, facts) => {
    try {
      return await work(line, facts)
    } catch (error) {
      if (line.isCut()) throw error
      emit?.({ type: 'fallback', error })
      const value = isMaker(to) ? await to(error) : to
      facts.fellBack = true
      return value
    }
  }

/**
 * Has an answer ready for when a call fails. Not for a caller that gave up: that still rejects.
 *
 * @example
 * const rates = createFallback((error) => cache.get('rates') ?? Promise.reject(error), {}, host)
 * const current = await rates.run(({ signal }) => loadRates(signal))
 */
export const createFallback = <Value>(
  to: FallbackTo<Value>,
  options: FallbackOptions,
  host: ResilienceHost,
): Runner<Value> => {
  checkOptions((given, problems) => readOptions(['fallback', given, problems], {}), options)
  return { run: createRun(createFallbackLayer(to, createEmit(options.on)), host) }
}
