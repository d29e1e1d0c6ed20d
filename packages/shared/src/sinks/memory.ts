import type { Signal } from '../model/signal.ts'
import type { LocalSink } from '../ports/sink.ts'

/** A sink that tests can look into. */
export interface MemorySink extends LocalSink {
  /** What it took, in its order. Signals arrive with the batch: await `monitor.flush()` first. */
  readonly signals: readonly Signal[]
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

/**
 * Keeps signals in memory, for tests.
 *
 * @example
 * const memory = memorySink()
 * const monitor = init({ service: 'checkout', sinks: [memory] })
 * monitor.captureError(new Error('no stock'))
 * await monitor.flush()
 * expect(memory.signals).toHaveLength(1)
 */
export const memorySink = (options?: MemorySinkOptions): MemorySink => {
  const { name = 'memory', maxCount = 10_000 } = options ?? {}
  const signals: Signal[] = []
  return {
    name,
    signals,
    accepts: () => true,
    receive: (received) => {
      signals.push(...received)
      signals.splice(0, signals.length - maxCount)
    },
    clear: () => {
      signals.length = 0
    },
  }
}
