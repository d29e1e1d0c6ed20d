import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monotonicTime } from '../model/units.ts'
import { createSlidingWindow, mostParts } from './slidingWindow.ts'

const failure = { failures: 1, total: 1 }
const success = { failures: 0, total: 1 }

describe('slidingWindow (fault 1: windows are dropped by elapsed time)', () => {
  it('has forgotten what an hour ago failed, though nothing came since', () => {
    const window = createSlidingWindow(30_000)
    for (let index = 0; index < 100; index++) window.add(monotonicTime(index), failure)
    expect(window.counts(monotonicTime(3_600_000))).toEqual({ failures: 0, total: 0 })
    expect(window.parts(monotonicTime(3_600_000))).toEqual([])
  })

  it('agrees with a list of all calls: what is older than it is gone, what is younger than nine tenths is there', () => {
    const calls = fc.array(fc.record({ wait: fc.nat(400), failed: fc.boolean() }), {
      maxLength: 200,
    })
    fc.assert(
      fc.property(calls, fc.nat(1_500), (all, rest) => {
        const window = createSlidingWindow(1_000)
        const list: { readonly at: number; readonly failed: boolean }[] = []
        let now = -500
        for (const { wait, failed } of all) {
          now += wait
          window.add(monotonicTime(now), failed ? failure : success)
          list.push({ at: now, failed })
        }
        now += rest
        const { failures, total } = window.counts(monotonicTime(now))
        const younger = (age: number) => list.filter(({ at }) => now - at < age)
        const failed = (some: typeof list) => some.filter((call) => call.failed).length
        expect(total).toBeGreaterThanOrEqual(younger(900).length)
        expect(total).toBeLessThanOrEqual(younger(1_000).length)
        expect(failures).toBeGreaterThanOrEqual(failed(younger(900)))
        expect(failures).toBeLessThanOrEqual(failed(younger(1_000)))
        expect(window.parts(monotonicTime(now)).length).toBeLessThanOrEqual(mostParts)
      }),
    )
  })
})
