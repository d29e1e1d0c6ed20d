import fc from 'fast-check'
import { expect, it } from 'vitest'
import { utf8Length } from './utf8Length.ts'

it.each(['', 'plain', 'Grüße', '€', '🚀', '\ud800', 'a\udc00b', '\ud83d\ud83d\ude80'])(
  'counts the bytes of %j',
  (text) => {
    expect(utf8Length(text)).toBe(Buffer.byteLength(text))
  },
)

it('counts the bytes of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (one, other) => {
      const text = `${one}${other}${one.slice(1)}`
      expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length)
    }),
  )
})
