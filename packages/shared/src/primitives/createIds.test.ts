import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createIds } from './createIds.ts'

it('is 32 lower-case hexadecimal digits, whatever the random numbers', () => {
  expect(createIds(() => 0.1)()).not.toBe(createIds(() => 0.2)())
  fc.assert(
    fc.property(
      fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
      (numbers) => {
        expect(createIds(() => numbers.next().value ?? 0)()).toMatch(/^[\da-f]{32}$/)
      },
    ),
  )
})
