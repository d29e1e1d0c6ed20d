import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonBytes } from './jsonBytes.ts'
import { toJson } from './toJson.ts'

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

class Cart {
  readonly items = 3
}

function* endless(): Generator<number> {
  for (let number = 0; ; number++) yield number
}

/** With the looks of a node of a page. */
class PageNode {
  readonly nodeType = 1
  readonly nodeName = 'BUTTON'
}
const element = (more: object): object => Object.assign(new PageNode(), more)

/** With the looks of a page. */
class Page {
  readonly window = this
}

const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length

describe('toJson', () => {
  it.each([
    ['null', null, null],
    ['not a number', Number.NaN, 'NaN'],
    ['a big integer', 12n, '12n'],
    ['a huge integer', 1n << 5_000n, '[bigint]'],
    ['a symbol', Symbol('s'), 'Symbol(s)'],
    [
      'a function',
      function pay() {
        return 1
      },
      '[function pay]',
    ],
    [
      'a function without a name',
      (
        () => () =>
          1
      )(),
      '[function]',
    ],
    ['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['an invalid date', new Date(Number.NaN), '[invalid date]'],
    ['an error', new TypeError('no'), { name: 'TypeError', message: 'no' }],
    [
      'an error with its cause',
      new Error('no', { cause: new RangeError('deep') }),
      { name: 'Error', message: 'no', cause: { name: 'RangeError', message: 'deep' } },
    ],
    ['a map of names', new Map([['a', 1]]), { a: 1 }],
    [
      'a map of others',
      new Map<unknown, unknown>([
        ['a', 1],
        [{ b: 1 }, 2],
      ]),
      [
        ['a', 1],
        [{ b: 1 }, 2],
      ],
    ],
    ['a set', new Set([1, 2]), [1, 2]],
    ['binary data', new Uint8Array(3), '[Uint8Array, 3 bytes]'],
    ['a buffer', new ArrayBuffer(8), '[ArrayBuffer, 8 bytes]'],
    ['a regular expression', /a+/gi, '/a+/gi'],
    ['a promise', Promise.resolve(1), '[Promise]'],
    ['a weak map', new WeakMap(), '[WeakMap]'],
    ['a generator', endless(), '[Generator]'],
    ['an object of a class', new Cart(), { '[class]': 'Cart', items: 3 }],
    ['an object without a prototype', Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
    ['the other infinity', -Infinity, '-Infinity'],
    ['a lone surrogate', 'a\ud800b', 'a\ufffdb'],
    ['a pair of surrogates', 'a😀b', 'a😀b'],
    ['a list with holes', new Array(2), ['undefined', 'undefined']],
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

  it.each([
    [
      'its id and classes',
      element({ id: 'pay', className: ' primary  big' }),
      '<button#pay.primary.big>',
    ],
    ['its name alone', element({ id: '', className: { baseVal: 'icon' } }), '<button>'],
    ['no name', { nodeType: 'none' }, { nodeType: 'none' }],
  ])('tells a node of a page by %s', (_, node, expected) => {
    expect(toJson(node)).toEqual(expected)
  })

  it('walks no page from one of its nodes, and nothing global', () => {
    const page = new Page()
    const node = Object.defineProperty(element({}), 'ownerDocument', {
      enumerable: true,
      get: () => expect.fail('walked'),
    })
    expect(toJson({ page, node, all: globalThis })).toEqual({
      page: '[Object]',
      node: '<button>',
      all: '[global]',
    })
  })

  it.each([
    ['what it gives', { toJSON: () => ({ a: 1 }) }, { a: 1 }],
    ['null', { toJSON: () => null }, null],
    ['its members, where it throws', { a: 1, toJSON: fail }, { a: 1, toJSON: '[function fail]' }],
    ['no cycle', { a: 1, toJSON: cyclic }, { self: '[circular]' }],
    ['its members, where it gives itself', { toJSON: itself }, { toJSON: '[function itself]' }],
  ])('takes of toJSON %s', (_, value, expected) => {
    expect(toJson(value)).toEqual(expected)
  })

  it('comes to an end where toJSON has none', () => {
    const deeper = (): object => ({ toJSON: deeper })
    expect(toJson(deeper())).toBe('[cut]')
  })

  it('believes no tag', () => {
    for (const tag of ['Map', 'Set', 'Date', 'RegExp', 'Error', 'Uint8Array', 'URL']) {
      const tagged = { [Symbol.toStringTag]: tag, a: 1 }
      expect(toJson(tagged)).toEqual({ a: 1 })
      expect(() => JSON.stringify(toJson(Object.create(tagged)))).not.toThrow()
    }
    expect(toJson(Object.create({ [Symbol.toStringTag]: 'Map' }))).toBe('[unreadable]')
  })

  it('bounds depth, breadth and the whole', () => {
    const wide = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [`k${index}`, index]),
    )
    const bushy = Array.from({ length: 90 }, () => Array.from({ length: 90 }, () => [1, 2, 3]))
    expect(Object.keys(toJson(wide) as object)).toHaveLength(101)
    expect(bytesOf(toJson(bushy))).toBeLessThan(16_384)
    expect(JSON.stringify(toJson([[[[[[[[1]]]]]]]]))).toContain('[cut]')
    const wordy = Array.from({ length: 100 }, () => 'x'.repeat(50_000))
    expect(bytesOf(toJson(wordy))).toBeLessThan(16_384)
  })

  it.each([
    ['a text of escapes', '\u0000'.repeat(1_000_000)],
    ['a text of halves of pairs', '\ud800'.repeat(1_000_000)],
    ['a text of pairs', '😀'.repeat(500_000)],
    ['a long list', Array.from({ length: 300_000 }, () => 0)],
    ['a list that says that it is longer', new Proxy([], { get: () => 2 ** 32 - 1 })],
    ['a long map', new Map(Array.from({ length: 50_000 }, (_, index) => [`k${index}`, index]))],
    ['a deep list', Array.from({ length: 10_000 }).reduce<unknown>((inner) => [inner], 1)],
    ['a set without an end', Object.assign(new Set(), { [Symbol.iterator]: endless })],
    ['a huge integer', 1n << 8_000_000n],
    ['long keys', Object.fromEntries([...'abcdefghij'].map((key) => [key.repeat(100_000), key]))],
    ['much binary data', new Uint8Array(1_000_000)],
    ['a class of a long name', { a: 1, constructor: { name: '\u0001'.repeat(1_000_000) } }],
    ['a tag of a long name', { a: 1, [Symbol.toStringTag]: 'Uint8Array'.repeat(100_000) }],
    ['a symbol of a long name', Symbol('s'.repeat(1_000_000))],
    [
      'a node of a long name',
      element({ nodeName: ' '.repeat(500_000), className: ' '.repeat(500_000) }),
    ],
  ])('takes of %s no more than it has room for, and no time', (_, value) => {
    expect(bytesOf(toJson(value))).toBeLessThanOrEqual(16_384)
    expect(shortest(() => toJson(value))).toBeLessThan(mostTime)
  })

  it('never throws, never changes its input, and always gives what JSON can say, in so many bytes', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 256, max: 2_048 }), (value, maxBytes) => {
        const json = JSON.stringify(toJson(value, maxBytes))
        expect(JSON.stringify(JSON.parse(json))).toBe(json)
        expect(new TextEncoder().encode(json).length).toBeLessThanOrEqual(maxBytes)
        expect(json.replaceAll('\\\\', '')).not.toMatch(/\\ud[89a-f]/)
      }),
      { numRuns: 20_000 },
    )
    fc.assert(
      fc.property(anything, (value) => {
        const before = picture(value)
        toJson(value)
        expect(picture(value)).toEqual(before)
      }),
      { numRuns: 1_000 },
    )
  })

  it('copies a hundred thousand values of any kind, each at once and within its bytes', () => {
    let copied = 0
    for (const value of fc.sample(anything, 100_000)) {
      const before = performance.now()
      const json = toJson(value)
      // The collector of garbage may come between, but not each time.
      const late = performance.now() - before > mostTime
      if (late) expect(shortest(() => toJson(value))).toBeLessThan(mostTime)
      if (jsonBytes(json) <= 16_384) copied++
    }
    expect(copied).toBe(100_000)
  }, 180_000)
})

/** In milliseconds, for whatever is handed over. */
const mostTime = 5

const shortest = (run: () => unknown): number =>
  Math.min(
    ...Array.from({ length: 20 }, () => {
      const before = performance.now()
      run()
      return performance.now() - before
    }),
  )

function fail(): never {
  throw new Error('no')
}

function itself(this: unknown): unknown {
  return this
}

function cyclic(this: unknown): unknown {
  return { self: this }
}

/** Texts of any code units, halves of pairs among them. */
const units = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
})
const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withObjectString: true,
  withSparseArray: true,
  withTypedArray: true,
  withUnicodeString: true,
  key: fc.oneof(units, fc.constantFrom('__proto__', 'toJSON', 'constructor', 'nodeType', 'window')),
  values: [units, fc.double(), fc.boolean(), fc.constantFrom(null, undefined, Symbol('s'), fail)],
} as fc.ObjectConstraints)

/** A picture of a value to compare with later. */
const picture = (value: unknown): unknown => {
  try {
    return structuredClone(value)
  } catch {
    return 'not to be cloned'
  }
}
