import type { Counters, CountersOptions } from '../counters/counters.ts'
import { createCounters } from '../counters/createCounters.ts'
import { createMemoryEngine } from '../counters/memoryEngine.ts'
import { readCountersOptions } from '../counters/readCountersOptions.ts'
import { periods } from '../model/period.ts'
import type { UsageSignal } from '../model/signal.ts'
import type { CounterEngine, CounterKey } from '../ports/counterEngine.ts'
import { createFakeRuntime, type FakeRuntime } from './fakeRuntime/createFakeRuntime.ts'

interface CountersBench {
  readonly runtime: FakeRuntime
  readonly counters: Counters
  /** What is asked of it comes to the store; a test may put another function in its place. */
  readonly store: {
    apply: CounterEngine['apply']
    total: CounterEngine['total']
    refuses: (error: unknown) => boolean
  }
  /** The totals that were asked for. */
  readonly asked: CounterKey[]
  readonly applied: (readonly UsageSignal[])[]
  /** What people were told. */
  readonly warnings: string[]
}

/** Of what is asked here, nothing can be aborted. */
const noAbort = (): never => {
  throw new Error('nobody reads a signal here')
}

/** Counters in memory whose store does as a test wants, under a clock that is turned by hand. */
export const setUpCounters = (options: CountersOptions = {}): CountersBench => {
  const runtime = createFakeRuntime({ seed: 1 })
  const settings = readCountersOptions(options, { name: 'counters', others: [] })
  const memory = createMemoryEngine(
    { periods, repeats: 86_400_000, maxTotals: 100_000 },
    runtime.clock,
  )
  const store: CountersBench['store'] = {
    apply: memory.apply,
    total: memory.total,
    refuses: () => false,
  }
  const asked: CounterKey[] = []
  const applied: (readonly UsageSignal[])[] = []
  const warnings: string[] = []
  const engine: CounterEngine = {
    apply: (signals) => {
      applied.push(signals)
      return store.apply(signals)
    },
    total: (key) => {
      asked.push(key)
      return store.total(key)
    },
    refuses: (error) => store.refuses(error),
  }
  const { clock, scheduler, random } = runtime
  const counters = createCounters(settings, engine, {
    clock,
    scheduler,
    random,
    createAbort: noAbort,
    warn: (text) => void warnings.push(text),
  })
  return { runtime, counters, store, asked, applied, warnings }
}
