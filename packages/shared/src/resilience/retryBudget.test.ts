import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setUpResilience } from '../testing/setUpResilience.ts'
import { createRetry } from './retry.ts'
import { createRetryBudget } from './retryBudget.ts'

const setUp = () => setUpResilience(() => new AbortController())

describe('retryBudget', () => {
  it('stops a storm: the load on what is down grows by its ratio', async () => {
    const { runtime, host, events, on } = setUp()
    const budget = createRetryBudget({ ratio: 0.2, perSecond: 0, burst: 1 }, host)
    const policies = [createRetry({ budget, on }, host), createRetry({ budget, on }, host)]
    let calls = 0
    for (let index = 0; index < 500; index++) {
      for (const { run } of policies) run(() => Promise.reject(calls++)).catch(() => undefined)
      await runtime.advance(1_000)
    }
    expect(calls).toBeGreaterThan(1_150)
    expect(calls).toBeLessThanOrEqual(1_000 * 1.2 + 1)
    expect(events).toContainEqual({ type: 'rejected', by: 'budget' })
  })

  it('never gives more than burst + ratio × calls + perSecond × time, and what a bucket would', async () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ type: fc.constant('wait' as const), ms: fc.nat(3_000) }),
        fc.record({ type: fc.constantFrom('call' as const, 'retry' as const), ms: fc.constant(0) }),
      ),
      { maxLength: 100 },
    )
    const options = fc.record({
      ratio: fc.constantFrom(0, 0.1, 0.5, 1),
      perSecond: fc.constantFrom(0, 0.5, 2),
      burst: fc.constantFrom(1, 3, 10),
    })
    await fc.assert(
      fc.asyncProperty(options, steps, async (given, all) => {
        const { runtime, host, elapsed } = setUp()
        const budget = createRetryBudget(given, host)
        let tokens: number = given.burst
        let [calls, retries] = [0, 0]
        for (const { type, ms } of all) {
          await runtime.advance(ms)
          tokens = Math.min(given.burst, tokens + (ms / 1_000) * given.perSecond)
          if (type === 'call') {
            budget.noteCall()
            calls++
            tokens = Math.min(given.burst, tokens + given.ratio)
          }
          if (type === 'retry' && budget.takeRetry()) {
            retries++
            tokens--
          }
          expect(budget.state().tokens).toBeCloseTo(tokens, 6)
          expect(tokens).toBeGreaterThan(-1e-6)
        }
        const most = given.burst + given.ratio * calls + (given.perSecond * elapsed()) / 1_000
        expect(retries).toBeLessThanOrEqual(most + 1e-6)
      }),
    )
  })
})
