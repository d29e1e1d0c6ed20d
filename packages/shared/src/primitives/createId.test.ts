import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createId } from './createId.ts'

it('is 32 lower-case hexadecimal digits, whatever the random numbers', () => {
  fc.assert(
    fc.property(
      fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
      (numbers) => {
        expect(createId(() => numbers.next().value ?? 0)).toMatch(/^[\da-f]{32}$/)
      },
    ),
  )
})
