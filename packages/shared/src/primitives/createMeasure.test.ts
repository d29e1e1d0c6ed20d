import { expect, it, vi } from 'vitest'
import { createMeasure } from './createMeasure.ts'
import { sizeOf } from './sizeOf.ts'

it('measures each value once', () => {
  const read = vi.fn(() => 'pro')
  const value = Object.defineProperty({}, 'plan', { enumerable: true, get: read })
  const measure = createMeasure()
  expect([measure(value), measure(value)]).toEqual([sizeOf(value), sizeOf(value)])
  // Twice by the two calls of sizeOf, and once for both of measure.
  expect(read).toHaveBeenCalledTimes(3)
  expect(measure({ plan: 'free' })).toBe(sizeOf({ plan: 'free' }))
})
