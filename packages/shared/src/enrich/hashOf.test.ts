import { performance } from 'node:perf_hooks'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hashOf } from './hashOf.ts'

it('is the same for the same text, and another for each other one', () => {
  const texts = Array.from({ length: 50_000 }, (_, at) => `order ${at} of ${at % 7}`)
  expect(new Set(texts.map(hashOf)).size).toBe(50_000)
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(hashOf(one) === hashOf(other)).toBe(one === other)
    }),
  )
})

it('takes microseconds for a stack', () => {
  const stack = 'at pay (https://shop.example/app.js:10:5)\n'.repeat(25)
  const times = Array.from({ length: 50 }, () => {
    const start = performance.now()
    for (let count = 0; count < 100; count++) hashOf(stack + count)
    return (performance.now() - start) / 100
  })
  // 1 to 2 µs here; a bound that a busy and slow machine keeps.
  expect(Math.min(...times)).toBeLessThan(0.03)
})
