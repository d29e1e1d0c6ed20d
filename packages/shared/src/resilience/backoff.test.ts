import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { milliseconds } from '../model/units.ts'
import { backoff, fullJitter, type Jitter } from './backoff.ts'

const options = { baseDelay: milliseconds(500), maxDelay: milliseconds(30_000) }

describe('fullJitter', () => {
  it('doubles its bound with each failure, up to the greatest', () => {
    const bounds = [1, 2, 3, 4, 7, 8, 100].map((failures) => fullJitter(failures, options, () => 1))
    expect(bounds).toEqual([500, 1_000, 2_000, 4_000, 30_000, 30_000, 30_000])
  })

  it('spreads from nothing to the bound', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (failures, random) => {
          const delay = fullJitter(failures, options, () => random)
          expect(delay).toBeGreaterThanOrEqual(0)
          expect(delay).toBeLessThanOrEqual(options.maxDelay)
        },
      ),
    )
    expect(fullJitter(5, options, () => 0)).toBe(0)
  })
})

describe('backoff', () => {
  const jitters: readonly Jitter[] = ['full', 'decorrelated', 'none']

  it('doubles exactly where there is no jitter', () => {
    const waits = [1, 2, 3, 9].map((failures) =>
      backoff({ failures, previous: 0 }, { ...options, jitter: 'none' }, () => 0.3),
    )
    expect(waits).toEqual([500, 1_000, 2_000, 30_000])
  })

  it('that is decorrelated goes from the base to three times the wait before', () => {
    const next = (previous: number, random: number): number =>
      backoff({ failures: 2, previous }, { ...options, jitter: 'decorrelated' }, () => random)
    expect([next(0, 0), next(0, 1), next(2_000, 0), next(2_000, 0.5), next(2_000, 1)]).toEqual([
      500, 500, 500, 3_250, 6_000,
    ])
  })

  it('of any jitter stays between nothing and the longest, whatever came before', () => {
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
    const delay = fc.nat(100_000)
    fc.assert(
      fc.property(
        fc.constantFrom(...jitters),
        fc.record({ baseDelay: delay, maxDelay: delay }),
        fc.array(random, { minLength: 1, maxLength: 80 }),
        (jitter, bounds, randoms) => {
          let previous = 0
          for (const [index, value] of randoms.entries()) {
            previous = backoff(
              { failures: index + 1, previous },
              { ...bounds, jitter },
              () => value,
            )
            expect(previous).toBeGreaterThanOrEqual(0)
            expect(previous).toBeLessThanOrEqual(bounds.maxDelay)
          }
        },
      ),
    )
  })
})
