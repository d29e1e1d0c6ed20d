import type { ErrorSignal, Signal, SignalKind } from '../model/signal.ts'
import { milliseconds } from '../model/units.ts'
import type { Scheduler } from '../ports/scheduler.ts'
import type { LocalSink } from '../ports/sink.ts'
import { type Duration, parseDuration } from '../primitives/duration.ts'
import { createArrivals } from './memory/createArrivals.ts'
import { describeMissing } from './memory/describeSignals.ts'
import { mismatchesOf, type SignalMatcher } from './memory/matchSignal.ts'

/** A sink that tests can look into. */
export interface MemorySink extends LocalSink {
  /** What it took, in its order. Signals arrive with the batch: await `monitor.flush()` first. */
  readonly signals: readonly Signal[]
  /** The errors and messages among them. */
  readonly errors: readonly ErrorSignal[]
  /** The first signal that matches. */
  find<Kind extends SignalKind = SignalKind>(
    matcher: SignalMatcher<Kind>,
  ): Extract<Signal, { readonly kind: Kind }> | undefined
  /**
   * The first signal that matches, now or as soon as it arrives. It rejects where none does in time, and
   * says what came instead.
   *
   * @param timeout - Default: `'4s'`, so that it is heard before a test framework gives up.
   */
  wait<Kind extends SignalKind = SignalKind>(
    matcher: SignalMatcher<Kind>,
    timeout?: Duration,
  ): Promise<Extract<Signal, { readonly kind: Kind }>>
  /** Forgets what it took. */
  clear(): void
}

/** What {@link memorySink} is made from. */
export interface MemorySinkOptions {
  /** Names the sink in the ledger. Default: `'memory'`. */
  readonly name?: string
  /** The most signals it keeps; the oldest go first. Default: 10,000. */
  readonly maxCount?: number
}

/** Below the five seconds of vitest and jest. */
const patience = milliseconds(4_000)

/**
 * Keeps signals in memory, for tests.
 *
 * @param timers - of a runtime package; without them, `wait` waits for ever.
 * @example
 * const memory = memorySink()
 * const monitor = init({ service: 'checkout', sinks: [memory] })
 * monitor.captureError(new Error('no stock'))
 * await monitor.flush()
 * expect(memory.find({ message: 'no stock' })).toBeDefined()
 */
export const memorySink = (
  options?: MemorySinkOptions,
  timers?: Pick<Scheduler, 'hold'>,
): MemorySink => {
  const { name = 'memory', maxCount = 10_000 } = options ?? {}
  const signals: Signal[] = []
  const arrivals = createArrivals(timers)

  type Found<Kind> = Extract<Signal, { readonly kind: Kind }>
  const find = <Kind extends SignalKind>(matcher: SignalMatcher<Kind>) =>
    signals.find((signal): signal is Found<Kind> => mismatchesOf(signal, matcher).length === 0)

  return {
    name,
    signals,
    get errors() {
      return signals.filter((signal) => signal.kind === 'error')
    },
    find,
    wait: async <Kind extends SignalKind>(matcher: SignalMatcher<Kind>, timeout?: Duration) => {
      const longest = milliseconds(parseDuration(timeout) ?? patience)
      const isWanted = (signal: Signal): boolean => mismatchesOf(signal, matcher).length === 0
      const found = find(matcher) ?? (await arrivals.wait(isWanted, longest))
      if (!found) throw new Error(`${describeMissing(signals, matcher)}\n(waited ${longest} ms)`)
      return found as Found<Kind>
    },
    accepts: () => true,
    receive: (received) => {
      signals.push(...received)
      signals.splice(0, signals.length - maxCount)
      arrivals.tell(received)
    },
    clear: () => {
      signals.length = 0
    },
  }
}
