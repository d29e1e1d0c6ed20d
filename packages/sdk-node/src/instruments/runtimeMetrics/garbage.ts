import type { PerformanceEntry } from 'node:perf_hooks'
import { createSpread, property, type Spread } from '@holdfast/shared'
import type { StartSource } from './source.ts'

/** By the number that V8 gives it; 2 is the minor one of newer versions. */
const types: ReadonlyMap<unknown, string> = new Map([
  [1, 'minor'],
  [2, 'minor'],
  [4, 'major'],
  [8, 'incremental'],
  [16, 'weakcb'],
])

/** How long the collections of garbage took, each by itself. */
export const garbage: StartSource = ({ process }) => {
  const { PerformanceObserver } = process.getBuiltinModule('node:perf_hooks')
  // Observing what is not there may be silent, or warn.
  const supported = property(PerformanceObserver, 'supportedEntryTypes')
  if (Array.isArray(supported) && !supported.includes('gc')) throw new Error('gc is not observed')
  const spreads = new Map<string, Spread>()
  const note = (entries: readonly PerformanceEntry[]): void => {
    for (const entry of entries) {
      const type = types.get(property(property(entry, 'detail'), 'kind')) ?? 'other'
      const spread = spreads.get(type) ?? createSpread()
      spreads.set(type, spread)
      spread.put(entry.duration / 1_000)
    }
  }
  const observer = new PerformanceObserver((list) => note(list.getEntries()))
  observer.observe({ entryTypes: ['gc'] })
  return {
    read: ({ tell }) => {
      note(observer.takeRecords())
      for (const [type, spread] of spreads) {
        const histogram = spread.take()
        if (!histogram) continue
        const measured = { type: 'distribution', histogram, unit: 'second' } as const
        tell('v8js.gc.duration', measured, { 'v8js.gc.type': type })
      }
    },
    stop: () => observer.disconnect(),
  }
}
