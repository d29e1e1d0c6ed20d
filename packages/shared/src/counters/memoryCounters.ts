import { property } from '../primitives/attempt.ts'
import { problemsOf } from '../sinks/problemsOf.ts'
import type { Counters, CountersOptions } from './counters.ts'
import type { CountersHost } from './countersHost.ts'
import { createCounters } from './createCounters.ts'
import { createMemoryEngine } from './memoryEngine.ts'
import { readCountersOptions } from './readCountersOptions.ts'

/** What {@link memoryCounters} may be told. */
export interface MemoryCountersOptions extends CountersOptions {
  /** The most totals that are kept; what was not counted for longest goes first. Default: 100,000. */
  readonly maxTotals?: number
}

const week = 7 * 86_400_000

/** Counters of one process, which end with it: for a single instance, for development and for tests. */
export const memoryCounters = (
  options: MemoryCountersOptions | undefined,
  host: CountersHost,
): Counters => {
  const settings = readCountersOptions(options, { name: 'counters', others: ['maxTotals'] })
  const maxTotals = property(options, 'maxTotals') ?? 100_000
  const isCount = Number.isSafeInteger(maxTotals) && Number(maxTotals) > 0
  const problems = problemsOf([[isCount, 'maxTotals', 'a whole number above zero']])
  const engine = createMemoryEngine(
    { periods: settings.periods, repeats: week, maxTotals: isCount ? Number(maxTotals) : 1 },
    host.clock,
  )
  return createCounters(
    { ...settings, problems: [...settings.problems, ...problems] },
    engine,
    host,
  )
}
