import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createId } from './createId.ts'

it('is 32 lower-case hexadecimal digits, whatever the random numbers', () => {
  expect(createId(() => 0.1)).not.toBe(createId(() => 0.2))
  fc.assert(
    fc.property(
      fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
      (numbers) => {
        expect(createId(() => numbers.next().value ?? 0)).toMatch(/^[\da-f]{32}$/)
      },
    ),
  )
})
