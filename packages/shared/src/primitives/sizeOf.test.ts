import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sizeOf } from './sizeOf.ts'

it('is never less than half of what JSON takes, nor many times more', () => {
  const ascii = fc.string({ unit: 'grapheme-ascii' }).filter((text) => !/["\\]/.test(text))
  fc.assert(
    fc.property(
      fc.letrec<{ value: unknown }>((tie) => ({
        value: fc.oneof(
          { depthSize: 'small' },
          ascii,
          fc.integer(),
          fc.boolean(),
          fc.array(tie('value')),
          fc.dictionary(ascii, tie('value')),
        ),
      })).value,
      (value) => {
        const exact = JSON.stringify(value).length
        expect(sizeOf(value) * 2).toBeGreaterThanOrEqual(exact)
        expect(sizeOf(value)).toBeLessThanOrEqual(exact * 8 + 16)
      },
    ),
  )
})
