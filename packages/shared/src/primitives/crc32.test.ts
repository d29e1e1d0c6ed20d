import { expect, it } from 'vitest'
import { crc32 } from './crc32.ts'

it.each([
  ['', 0],
  ['123456789', 0xcbf43926],
  ['The quick brown fox jumps over the lazy dog', 0x414fa339],
])('is the CRC of ISO 3309: %s', (text, expected) => {
  expect(crc32(text)).toBe(expected)
})
