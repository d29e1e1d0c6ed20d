import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parsePairs } from './parsePairs.ts'

it.each([
  ['one pair', 'a=b', { a: 'b' }],
  ['spaces, and commas too many', ' a = b ,, c=d, ', { a: 'b', c: 'd' }],
  ['equals signs in a value', 'token=Zm9v==', { token: 'Zm9v==' }],
  ['nothing as a value', 'a=', { a: '' }],
  ['a name twice, the last of them', 'a=b,a=c', { a: 'c' }],
])('reads %s', (...[, text, pairs]) => {
  expect(parsePairs(text)).toEqual(pairs)
})

it.each([
  ['no equals sign', 'a=b,c'],
  ['no name', '=b'],
  ['commas alone', ',,'],
  ['a broken escape', 'a=%E0%A4%A'],
])('refuses %s', (_, text) => {
  expect(parsePairs(text)).toBeUndefined()
})

it('reads whatever was encoded', () => {
  const record = fc.dictionary(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string(), {
    minKeys: 1,
  })
  fc.assert(
    fc.property(record, (pairs) => {
      const text = Object.entries(pairs)
        .map((pair) => pair.map(encodeURIComponent).join('='))
        .join(',')
      expect(Object.entries(parsePairs(text) ?? {})).toEqual(Object.entries(pairs))
    }),
  )
})
