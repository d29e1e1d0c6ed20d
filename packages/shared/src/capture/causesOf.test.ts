import { describe, expect, it } from 'vitest'
import { causesOf } from './causesOf.ts'
import { looksOf } from './looksOf.ts'

const namedBy = (value: unknown): readonly (readonly [string, unknown])[] =>
  causesOf(looksOf(value)).map(({ source, value }) => [source, value])

describe('causesOf', () => {
  it.each([
    ['an error without any', new Error('alone')],
    ['a cause that is null', new Error('x', { cause: null })],
    ['a text', 'oops'],
    ['null', null],
    ['an empty aggregate', new AggregateError([])],
    ['errors that are no list', { errors: { first: new Error('x') } }],
    ['findings of a library', { name: 'ValidationError', errors: [{ path: 'email' }, 'wrong'] }],
  ])('finds none of %s', (_, value) => {
    expect(namedBy(value)).toEqual([])
  })

  it('finds the cause, whatever it is, then the errors of an aggregate', () => {
    const error = new AggregateError(['first', new Error('second')], 'both', { cause: 0 })
    expect(namedBy(error)).toEqual([
      ['cause', 0],
      ['errors[0]', 'first'],
      ['errors[1]', new Error('second')],
    ])
  })

  it('finds errors in the list of another error, and leaves out the rest', () => {
    const inner = new Error('inner')
    expect(namedBy({ name: 'ValidationError', errors: ['wrong', inner] })).toEqual([
      ['errors[1]', inner],
    ])
  })

  it('finds ten errors of a million', () => {
    const errors = Array.from({ length: 1_000_000 }, (_, index) => index)
    expect(namedBy({ name: 'AggregateError', errors })).toHaveLength(10)
  })

  it('finds none in a list that cannot be read', () => {
    const { proxy, revoke } = Proxy.revocable([], {})
    revoke()
    expect(namedBy({ name: 'AggregateError', errors: proxy })).toEqual([])
  })
})
