import { assert, double, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDecimal } from './toDecimal.ts'

describe('a quantity as Stripe takes it', () => {
  it.each<[number, string]>([
    [12, '12'],
    [-3, '-3'],
    [1.5, '1.5'],
    [0.1 + 0.2, '0.3'],
    [-0, '0'],
    [1e-7, '0.0000001'],
    [-1e-7, '-0.0000001'],
    [1e-13, '0'],
    [-1e-13, '0'],
    [999_999_999_999_999, '999999999999999'],
    [123_456_789.123_456_78, '123456789.123457'],
  ])('of %d is %s', (quantity, expected) => expect(toDecimal(quantity)).toBe(expected))

  it.each([1e15, -1e15, 999_999_999_999_999.9, 1e21, Number.MAX_VALUE, Infinity, Number.NaN])(
    'of %d is none: it would be another one',
    (quantity) => expect(() => toDecimal(quantity)).toThrow(RangeError),
  )

  it('is to the unit, for whole numbers', () => {
    const most = 10 ** 15 - 1
    assert(
      property(
        integer({ min: -most, max: most }),
        (quantity) => toDecimal(quantity) === `${quantity}`,
      ),
    )
  })

  it('has fifteen digits that count at the most, no exponent, and is as near as these allow', () => {
    const any = double({ min: -1e14, max: 1e14, noNaN: true })
    assert(
      property(any, (quantity) => {
        const text = toDecimal(quantity)
        expect(text).toMatch(/^-?\d+(?:\.\d+)?$/)
        expect(text.replace(/^[-0.]+|\./g, '').length).toBeLessThanOrEqual(15)
        const off = Math.abs(Number(text) - quantity)
        expect(off).toBeLessThanOrEqual(Math.max(Math.abs(quantity) * 1e-14, 5.1e-13))
      }),
    )
  })
})
