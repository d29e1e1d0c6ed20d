import type { Signal } from '../../model/signal.ts'
import { property } from '../../primitives/attempt.ts'
import { describeMissing, listSignals, spell } from './describeSignals.ts'
import { mismatchesOf, type SignalMatcher } from './matchSignal.ts'

/** What `matchers` adds to `expect`, for its types: see {@link matchers}. */
export interface CaptureMatchers<Result = unknown> {
  /**
   * That a memory sink has taken a signal that matches.
   *
   * @param times - how many of them there must be. Default: one or more.
   */
  toHaveCaptured(matcher: SignalMatcher, times?: number): Result
}

interface Verdict {
  readonly pass: boolean
  readonly message: () => string
}

/**
 * For `expect.extend`, of vitest and of jest. Signals arrive with their batch: flush first.
 *
 * @example
 * expect.extend(matchers)
 * declare module 'vitest' {
 *   interface Matchers<T> extends CaptureMatchers<T> {}
 * }
 *
 * monitor.captureError(new Error('no stock'), { tags: { plan: 'pro' } })
 * await monitor.flush()
 * expect(memory).toHaveCaptured({ message: /no stock/, tags: { plan: 'pro' } })
 */
export const matchers: {
  readonly toHaveCaptured: (memory: unknown, matcher: SignalMatcher, times?: number) => Verdict
} = {
  toHaveCaptured: (memory, matcher, times) => {
    const signals = property(memory, 'signals')
    if (!Array.isArray(signals)) {
      throw new TypeError('expect(…).toHaveCaptured() takes a memory sink: memorySink().')
    }
    return judge(signals, matcher, times)
  },
}

const judge = (signals: readonly Signal[], matcher: SignalMatcher, times?: number): Verdict => {
  const found = signals.filter((signal) => mismatchesOf(signal, matcher).length === 0)
  const pass = times === undefined ? found.length > 0 : found.length === times
  const message = (): string => {
    if (found.length === 0 && !pass) return describeMissing(signals, matcher)
    const expected = `${pass ? 'not ' : ''}${times ?? 'any'}`
    const match = found.length === 1 ? 'signal matches' : 'signals match'
    return `${found.length} ${match} ${spell(matcher)}, expected ${expected}:\n${listSignals(found)}`
  }
  return { pass, message }
}
