import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { milliseconds } from '../model/units.ts'
import { fullJitter } from './backoff.ts'

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
