import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createDeque } from './deque.ts'

const operation = fc.oneof(
  { weight: 3, arbitrary: fc.constant('push' as const) },
  { weight: 3, arbitrary: fc.constant('shift' as const) },
  { weight: 1, arbitrary: fc.constant('unshift' as const) },
)

it('agrees with an array over any sequence of operations', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 100 }), fc.nat(3_000), (operations, many) => {
      const deque = createDeque<number>()
      const array: number[] = []
      // Many, so that holes are closed.
      for (let number = 0; number < many; number++) {
        deque.push(number)
        array.push(number)
      }
      for (let number = 0; number < many - 5; number++) expect(deque.shift()).toBe(array.shift())
      for (const [step, next] of operations.entries()) {
        if (next === 'shift') expect(deque.shift()).toBe(array.shift())
        else {
          deque[next](step)
          array[next](step)
        }
        expect(deque.size).toBe(array.length)
        expect(deque.peek()).toBe(array[0])
        expect(deque.values()).toEqual(array)
      }
    }),
  )
})

it('costs as little with a million items as with few', () => {
  const deque = createDeque<number>()
  for (let number = 0; number < 1_000_000; number++) deque.push(number)
  const began = performance.now()
  for (let number = 0; number < 1_000_000; number++) deque.shift()
  // An array of that size moves in whole for each: hours.
  expect(performance.now() - began).toBeLessThan(8_000)
})
