import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Mechanism } from '../model/exception.ts'
import { toExceptions } from './toExceptions.ts'

const mechanism: Mechanism = { type: 'globalError', handled: false }
const summary = (thrown: unknown): readonly string[] =>
  toExceptions(thrown, mechanism).map(({ type, message }) => `${type}: ${message}`)

describe('toExceptions', () => {
  it('takes type, message and stack of an error', () => {
    const [exception] = toExceptions(new RangeError('too far'), mechanism)
    expect(exception).toMatchObject({ type: 'RangeError', message: 'too far', mechanism })
    expect(exception?.stack).toHaveProperty('text')
  })

  it('knows an error of another realm by its looks', () => {
    expect(summary({ name: 'TypeError', message: 'foreign', stack: '' })).toEqual([
      'TypeError: foreign',
    ])
  })

  it.each([
    ['a text', 'oops', 'NonError: oops'],
    ['a number', 7, 'NonError: 7'],
    ['null', null, 'NonError: null'],
    ['undefined', undefined, 'NonError: undefined'],
    ['an object', { code: 7 }, 'NonError: Object {code}'],
    ['a symbol', Symbol('s'), 'NonError: Symbol(s)'],
  ])('takes %s', (_, thrown, expected) => {
    expect(summary(thrown)).toEqual([expected])
  })

  it('follows the causes, outermost first, and says what they are', () => {
    const thrown = new Error('order failed', { cause: new TypeError('no stock') })
    const [, cause] = toExceptions(thrown, mechanism)
    expect(summary(thrown)).toEqual(['Error: order failed', 'TypeError: no stock'])
    expect(cause?.mechanism).toEqual({
      type: 'cause',
      handled: false,
      parent: 0,
      source: 'cause',
    })
  })

  it('ends on a cycle of causes, and on a long chain', () => {
    const first: { cause?: unknown } = new Error('first')
    first.cause = new Error('second', { cause: first })
    expect(summary(first)).toHaveLength(2)
    const chain = Array.from({ length: 50 }).reduce<Error | undefined>(
      (cause) => new Error('link', { cause }),
      undefined,
    )
    expect(summary(chain)).toHaveLength(5)
  })

  it('bounds a message of megabytes', () => {
    const [exception] = toExceptions(new Error('x'.repeat(5_000_000)), mechanism)
    expect(exception?.message.length).toBeLessThan(10_000)
  })

  it('never throws, whatever is thrown', () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    const hostile = Object.defineProperty(new Error('x'), 'message', {
      get: () => {
        throw new Error('again')
      },
    })
    expect(summary(proxy)).toHaveLength(1)
    expect(summary(hostile)).toHaveLength(1)
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (thrown) => {
        expect(toExceptions(thrown, mechanism).length).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })
})
