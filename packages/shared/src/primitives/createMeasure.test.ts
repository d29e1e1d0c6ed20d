import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { createMeasure } from './createMeasure.ts'
import { sizeOf } from './sizeOf.ts'

const counted = () => {
  const read = vi.fn(() => 'pro')
  return { value: Object.defineProperty({}, 'plan', { enumerable: true, get: read }), read }
}

it('says what sizeOf says, the first time and again', () => {
  const measure = createMeasure()
  fc.assert(
    fc.property(fc.object({ withNullPrototype: true }), (value) => {
      expect(measure(value)).toBe(sizeOf(value))
      expect(measure(value)).toBe(sizeOf(value))
      expect(measure({ list: [value, value, 1, null] })).toBe(
        sizeOf({ list: [value, value, 1, null] }),
      )
    }),
  )
})

it('measures each value once', () => {
  const { value, read } = counted()
  const measure = createMeasure()
  measure(value)
  measure(value)
  expect(read).toHaveBeenCalledTimes(1)
})

it('measures the items of a list once, in whatever the list stands', () => {
  const { value, read } = counted()
  const measure = createMeasure()
  measure({ breadcrumbs: [value] })
  measure({ scope: { breadcrumbs: [value, value] } })
  expect(read).toHaveBeenCalledTimes(1)
})
