import { performance } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import type { Exception } from '../model/exception.ts'
import { callsOf, textOf, urlOf } from './callsOf.ts'

const thrown = (message: string, text: string, type = 'TypeError'): Exception => ({
  type,
  message,
  stack: { text },
  mechanism: { type: 'captured', handled: true },
})

describe('the calls of a stack', () => {
  it('begin below the message that V8 writes above them', () => {
    const error = new TypeError('order 7 failed')
    const calls = callsOf(thrown(error.message, error.stack ?? ''))
    expect(calls).toMatch(/^\n {4}at /)
    expect(error.stack).toBe(`TypeError: order 7 failed${calls}`)
  })

  it('are not found in a message that looks like a stack', () => {
    const message = 'remote:\n    at remote (https://remote.example/a.js:1:1)'
    const calls = '\n    at buy (https://shop.example/app.js:10:5)'
    expect(callsOf(thrown(message, `TypeError: ${message}${calls}`))).toBe(calls)
  })

  it('are found where the error was renamed after it was made', () => {
    const calls = '\n    at buy (https://shop.example/app.js:10:5)'
    expect(callsOf(thrown('failed', `Error: failed${calls}`, 'PaymentError'))).toBe(calls)
  })

  it('are all of it where the engine writes no message', () => {
    const text = 'buy@https://shop.example/app.js:10:5\n@https://shop.example/app.js:20:1'
    expect(callsOf(thrown('failed', text))).toBe(text)
  })

  it('are none where there is no stack, or only a message', () => {
    const { stack: _, ...bare } = thrown('failed', '')
    expect(callsOf(bare)).toBe('')
    expect(callsOf({ ...bare, stack: { frames: [] } })).toBe('')
    expect(textOf({ frames: [] })).toBe('')
    expect(callsOf(thrown('failed', 'TypeError: failed'))).toBe('')
  })
})

describe('the innermost place', () => {
  it.each([
    [
      '\n    at buy (https://shop.example/app.js:10:5)\n    at b (/b.js:1:1)',
      'https://shop.example/app.js',
    ],
    ['\n    at https://shop.example/app.js:10:5', 'https://shop.example/app.js'],
    ['\n    at async https://shop.example/app.js?v=1:10:5', 'https://shop.example/app.js?v=1'],
    ['\n    at JSON.parse (<anonymous>)\n    at buy (/srv/shop/cart.js:10:5)', '/srv/shop/cart.js'],
    [
      '\n    at node:internal/process/task_queues:95:5\n    at file:///srv/a.mjs:1:2',
      'file:///srv/a.mjs',
    ],
    ['\n    at buy (C:\\Program Files\\shop\\cart.js:10:5)', 'C:\\Program Files\\shop\\cart.js'],
    [
      '\n    at eval (eval at run (https://shop.example/a.js:1:2), <anonymous>:1:1)',
      'https://shop.example/a.js',
    ],
    ['buy@https://shop.example/app.js:10:5', 'https://shop.example/app.js'],
    ['async*buy/<@https://shop.example:8443/app.js:10:5', 'https://shop.example:8443/app.js'],
    ['[native code]\nglobal code@https://shop.example/:3', 'https://shop.example/'],
    [
      '\n    at i (chrome-extension://abcdefgh/inject.js:1:77)',
      'chrome-extension://abcdefgh/inject.js',
    ],
    ['@webkit-masked-url://hidden/:1:77', 'webkit-masked-url://hidden/'],
    ['\n    at f (webpack-internal:///./src/a.ts:3:7)', 'webpack-internal:///./src/a.ts'],
  ])('of %j is %s', (calls, url) => {
    expect(urlOf(calls)).toBe(url)
  })

  it.each(['', '\n    at JSON.parse (<anonymous>)', '[native code]\n[native code]'])(
    'of %j is none',
    (calls) => {
      expect(urlOf(calls)).toBeUndefined()
    },
  )

  it.each(['a:', ':1', ' at ', 'http:/', '(', '\n', 'x:/1:', '@a://b:1:1', 'C:\\:9'])(
    'is looked for in linear time in a long run of %j',
    (part) => {
      const took = (length: number): number => {
        const text = part.repeat(length / part.length)
        const times = [1, 2, 3].map(() => {
          const began = performance.now()
          urlOf(text)
          return performance.now() - began
        })
        return Math.min(...times)
      }
      // Squares of this length take many seconds.
      expect(took(400_000)).toBeLessThan(1_000)
    },
  )
})
