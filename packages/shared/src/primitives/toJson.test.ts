import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clip, toJson } from './toJson.ts'

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

describe('toJson', () => {
  it.each([
    ['null', null, null],
    ['not a number', Number.NaN, 'NaN'],
    ['a big integer', 12n, '12'],
    ['a symbol', Symbol('s'), 'Symbol(s)'],
    ['a function', () => 1, '[function]'],
    ['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['an invalid date', new Date(Number.NaN), '[invalid date]'],
    ['an error', new TypeError('no'), 'TypeError: no'],
    ['a map', new Map([['a', 1]]), [['a', 1]]],
    ['a set', new Set([1, 2]), [1, 2]],
    ['binary data', new Uint8Array(3), '[binary, 3 bytes]'],
    ['undefined members', { a: undefined, b: 1 }, { a: 'undefined', b: 1 }],
    ['a revoked proxy', revoked(), '[unreadable]'],
  ])('copies %s', (_, value, expected) => {
    expect(toJson(value)).toEqual(expected)
  })

  it('reads on beside a getter that throws', () => {
    const hostile = {
      get a(): never {
        throw new Error('no')
      },
      b: 1,
    }
    expect(toJson(hostile)).toEqual({ a: '[unreadable]', b: 1 })
  })

  it('marks cycles, but not the same object twice', () => {
    const shared = { deep: 1 }
    const cyclic: Record<string, unknown> = { shared, again: shared }
    cyclic['self'] = cyclic
    expect(toJson(cyclic)).toEqual({ shared, again: shared, self: '[circular]' })
  })

  it('keeps a key named __proto__ as a key', () => {
    const copy = toJson(JSON.parse('{"__proto__": {"polluted": true}}'))
    expect(Object.keys(copy as object)).toEqual(['__proto__'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('bounds depth, breadth and the whole', () => {
    const wide = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [`k${index}`, index]),
    )
    const bushy = Array.from({ length: 90 }, () => Array.from({ length: 90 }, () => [1, 2, 3]))
    expect(Object.keys(toJson(wide) as object)).toHaveLength(101)
    expect(JSON.stringify(toJson(bushy)).length).toBeLessThan(20_000)
    expect(JSON.stringify(toJson([[[[[[[[1]]]]]]]]))).toContain('[cut]')
    const wordy = Array.from({ length: 100 }, () => 'x'.repeat(50_000))
    expect(JSON.stringify(toJson(wordy)).length).toBeLessThan(80_000)
  })

  it('never throws, never changes its input, and always gives what JSON can say', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withMap: true, withSet: true }), (value) => {
        const before = picture(value)
        const text = JSON.stringify(toJson(value))
        expect(JSON.stringify(JSON.parse(text))).toBe(text)
        expect(picture(value)).toEqual(before)
      }),
      { numRuns: 500 },
    )
  })
})

/** A picture of a value to compare with later. */
const picture = (value: unknown): unknown => {
  try {
    return structuredClone(value)
  } catch {
    return 'not to be cloned'
  }
}

describe('clip', () => {
  it('leaves a short text alone, and marks a cut', () => {
    expect(clip('abc', 3)).toBe('abc')
    expect(clip('abcd', 3)).toBe('abc…')
  })
})
