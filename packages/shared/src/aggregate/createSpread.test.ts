import { expect, it } from 'vitest'
import { quantileOf } from '../model/quantileOf.ts'
import { createSpread } from './createSpread.ts'

it('gives what was put since the last time, and nothing where nothing was', () => {
  const spread = createSpread()
  expect(spread.take()).toBeUndefined()
  for (const value of [1, 2, 3, 0, Number.NaN, Number.POSITIVE_INFINITY]) spread.put(value)
  expect(spread.take()).toMatchObject({ count: 4, sum: 6, min: 0, max: 3, zeroCount: 1 })
  expect(spread.take()).toBeUndefined()
  for (let value = 1; value <= 100; value++) spread.put(value / 1_000)
  const histogram = spread.take()
  expect(histogram).toMatchObject({ count: 100, min: 0.001, max: 0.1 })
  expect(histogram && quantileOf(histogram, 0.5)).toBeCloseTo(0.05, 3)
})
