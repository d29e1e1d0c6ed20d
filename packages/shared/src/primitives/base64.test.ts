import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromBase64, toBase64 } from './base64.ts'

it('writes bytes as every other program does, and reads them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const text = toBase64(bytes)
      expect(text).toBe(Buffer.from(bytes).toString('base64'))
      expect([...fromBase64(text)]).toEqual([...bytes])
    }),
  )
})

it('reads what is no such text up to where it ends being one', () => {
  expect([...fromBase64('aGk*aGk=')]).toEqual([...Buffer.from('hi')])
  expect(fromBase64('').length).toBe(0)
})

it('writes a megabyte within a moment', () => {
  const times = [1, 2, 3].map(() => {
    const started = performance.now()
    toBase64(new Uint8Array(1_000_000))
    return performance.now() - started
  })
  // What copies its text for each letter takes minutes. A busy machine is slow at times, but not each time.
  expect(Math.min(...times)).toBeLessThan(1_000)
})

it('takes no more memory than its text', () => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  toBase64(new Uint8Array(10))
  collect()
  const before = process.memoryUsage().heapUsed
  const texts = [1, 2, 3, 4].map((byte) => toBase64(new Uint8Array(600_000).fill(byte)))
  collect()
  const grown = process.memoryUsage().heapUsed - before
  expect(grown).toBeLessThan(2 * texts.join('').length)
})
