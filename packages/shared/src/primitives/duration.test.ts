import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDuration } from './duration.ts'

describe('parseDuration', () => {
  it.each([
    [250, 250],
    [0, 0],
    ['250ms', 250],
    ['2s', 2_000],
    ['1.5m', 90_000],
    ['1h', 3_600_000],
    ['1000h', 2 ** 31 - 1],
  ])('reads %s', (duration, expected) => {
    expect(parseDuration(duration)).toBe(expected)
  })

  it.each([-1, Number.NaN, Infinity, '2', '2 s', 's', '-1s', '1e3s', '', null, undefined, {}, [2]])(
    'refuses %s',
    (duration) => {
      expect(parseDuration(duration)).toBeUndefined()
    },
  )

  it('never throws, and never gives what a timer cannot hold', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const parsed = parseDuration(value)
        expect(parsed === undefined || (parsed >= 0 && parsed < 2 ** 31)).toBe(true)
      }),
    )
  })
})
