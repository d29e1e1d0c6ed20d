import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claimCounts, counterContract } from '../contracts/counters/counterContract.ts'
import { usageSignal } from '../contracts/counters/drawBatches.ts'
import { periods } from '../model/period.ts'
import { milliseconds, wallTime } from '../model/units.ts'
import type { CounterEngine } from '../ports/counterEngine.ts'
import { createFakeRuntime } from '../testing/fakeRuntime/createFakeRuntime.ts'
import { createMemoryEngine } from './memoryEngine.ts'

const day = 86_400_000
const settings = { periods, repeats: 7 * day, maxTotals: 100_000 }

const createPlace = () => {
  const engine = createMemoryEngine(settings, createFakeRuntime().clock)
  return { open: () => engine }
}

describe('in memory', () => {
  for (const { name, run } of counterContract(createPlace)) it(name, run)

  it('counts what an exact model does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => claimCounts(createPlace(), seed)),
      { numRuns: 50 },
    )
  })

  it('knows a repeat for as long as it says, and keeps no more totals than it may', async () => {
    const runtime = createFakeRuntime()
    const engine = createMemoryEngine({ ...settings, maxTotals: 40 }, runtime.clock)
    const total = (subject: string) =>
      engine.total({ meter: 'api-requests', subject, period: 'month', start: wallTime(0) })
    const once = usageSignal({ id: 1, deltas: [{ subject: 'acme', quantity: 1 }] })
    await engine.apply([once])
    await runtime.advance(milliseconds(7 * day - 1))
    await engine.apply([once])
    expect(await total('acme')).toBe(1)
    await runtime.advance(milliseconds(15 * day))
    await engine.apply([once])
    expect(await total('acme')).toBe(2)
    await fill(engine, 40)
    expect(await total('acme')).toBe(0)
    expect(await total('other-39')).toBe(1)
  })
})

const fill = async (engine: CounterEngine, count: number): Promise<void> => {
  for (let index = 0; index < count; index++) {
    await engine.apply([
      usageSignal({ id: 100 + index, deltas: [{ subject: `other-${index}`, quantity: 1 }] }),
    ])
  }
}
