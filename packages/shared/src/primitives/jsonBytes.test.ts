import fc from 'fast-check'
import { expect, it } from 'vitest'
import { jsonBytes } from './jsonBytes.ts'

it('counts the bytes of UTF-8, escapes included, of any text', () => {
  const text = fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  })
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), text, (value, member) => {
      const json = { value, member }
      expect(jsonBytes(json)).toBe(Buffer.byteLength(JSON.stringify(json)))
    }),
    { numRuns: 1_000 },
  )
})

it('counts nothing for what JSON leaves out', () => {
  expect(jsonBytes(undefined)).toBe(0)
})
