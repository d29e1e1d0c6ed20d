import { assert, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toAscii, toPlainText } from './toPlainText.ts'

const unspell = (text: string): string =>
  text === '%u'
    ? ''
    : text.replace(/%u([\da-f]{4})/g, (_, digits) =>
        String.fromCharCode(Number.parseInt(digits, 16)),
      )

const hostile = [
  '',
  '%u',
  '%',
  '%%u',
  '%u0000',
  '\u0000',
  '%u%u0025',
  '\ud800',
  '\udc00\ud800',
  '🚀'.repeat(256),
]

describe.each([
  ['toPlainText', toPlainText, /^(?:[^\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}])+$/u],
  ['toAscii', toAscii, /^[!-~]+$/],
])('%s', (_, spell, allowed) => {
  it('gives what is allowed, of which the text can be read again', () => {
    const check = (text: string): void => {
      expect(spell(text)).toMatch(allowed)
      expect(unspell(spell(text))).toBe(text)
    }
    hostile.forEach(check)
    assert(property(string({ unit: 'binary' }), check))
    const parts = ['%', 'u', '0', '25', '\ud83d', '\ude80', '\ufdd0', '\u{1ffff}', ' ', '/']
    for (const first of parts) for (const second of parts) check(`${first}${second}`)
    for (const first of parts) for (const second of hostile) check(`${first}${second}${first}`)
  })
})

it('leaves as it is what needs nothing', () => {
  for (const text of ['acme', '50%', 'a/b', 'Grüße 🚀', 'a b']) expect(toPlainText(text)).toBe(text)
  expect(toAscii('0b5f-7')).toBe('0b5f-7')
})
