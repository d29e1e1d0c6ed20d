import { describe, expect, it } from 'vitest'
import { describeThrown } from './describeThrown.ts'
import { looksOf } from './looksOf.ts'

const told = (value: unknown): string => {
  const { type, message } = describeThrown(looksOf(value))
  return `${type}: ${message}`
}

const event = (more: object): object => ({ type: 'error', defaultPrevented: false, ...more })
const tagged = (tag: string, more: object): object => ({ ...more, [Symbol.toStringTag]: tag })

const capturePay = (): number => 1

class PaymentError extends Error {
  override readonly name = 'PaymentError'
}

describe('describeThrown', () => {
  it.each([
    ['an error', new TypeError('no stock'), 'TypeError: no stock'],
    ['a subclass', new PaymentError('declined'), 'PaymentError: declined'],
    ['a DOMException', new DOMException('stopped', 'AbortError'), 'AbortError: stopped'],
    ['one without a stack', { name: 'RangeError', message: 'far' }, 'RangeError: far'],
    ['one with a stack alone', { stack: 'f@a.js:1:1' }, 'Error: '],
    ['one without a name', { name: '', message: 'x', stack: 's' }, 'Error: x'],
    ['one with a number for its message', { name: 'E', message: 7, stack: 's' }, 'E: 7'],
    ['one with an odd message', { name: 'E', message: {}, stack: 's' }, 'E: '],
    ['a text', 'oops', 'NonError: oops'],
    ['an empty text', '', 'NonError: '],
    ['a number', 7, 'NonError: 7'],
    ['not a number', Number.NaN, 'NonError: NaN'],
    ['a truth', true, 'NonError: true'],
    ['null', null, 'NonError: null'],
    ['undefined', undefined, 'NonError: undefined'],
    ['a symbol', Symbol('s'), 'NonError: Symbol(s)'],
    ['a big integer', 12n, 'NonError: 12n'],
    ['a function', capturePay, 'NonError: [function capturePay]'],
    ['an object', { code: 7, plan: 'pro' }, 'NonError: Object {code, plan}'],
    ['an empty object', {}, 'NonError: Object {}'],
    ['one with a message', { message: 'told' }, 'NonError: told'],
    ['a list', [1, 2], 'NonError: Array {0, 1}'],
    ['a map', new Map([['a', 1]]), 'NonError: Map {}'],
    ['a date', new Date(0), 'NonError: 1970-01-01T00:00:00.000Z'],
    ['an address', new URL('https://shop.example/pay'), 'NonError: https://shop.example/pay'],
    ['bytes', new Uint8Array(9), 'NonError: [Uint8Array, 9 bytes]'],
    [
      'an answer of its own',
      new Response('', { status: 404, statusText: 'NF' }),
      'NonError: 404 NF',
    ],
    ['one of few words', new Response('', { status: 500 }), 'NonError: 500'],
    ['a false address', tagged('URL', { a: 1, toString: null }), 'NonError: URL {a, toString}'],
    [
      'an answer of a server',
      { status: 503, statusText: 'Unavailable', url: 'https://api.example/pay?token=1#x' },
      'NonError: 503 Unavailable https://api.example/pay',
    ],
    ['an answer without words', { status: 404, url: '/pay' }, 'NonError: 404 /pay'],
    [
      'an event of an element',
      event({ target: { tagName: 'IMG' }, ...tagged('Event', {}) }),
      'Event: error on <img>',
    ],
    [
      'an event of a socket',
      event({ target: tagged('WebSocket', {}) }),
      'Event: error on WebSocket',
    ],
    [
      'an event of nothing',
      tagged('CloseEvent', event({ type: 'close' })),
      'CloseEvent: close on Undefined',
    ],
    ['an event of this Node', new Event('stop'), 'Event: stop on Null'],
    [
      'an ErrorEvent that names its class',
      event({ message: 'Uncaught TypeError: no stock' }),
      'TypeError: no stock',
    ],
    ['one that does not', event({ message: 'Script error.' }), 'Error: Script error.'],
  ])('tells %s', (_, value, expected) => {
    expect(told(value)).toBe(expected)
  })

  it('tells an answer of this Node by its status', () => {
    const answer = Object.defineProperty(new Response(null, { status: 418 }), 'url', {
      value: 'https://api.example/tea?user=1',
    })
    expect(told(answer)).toBe('NonError: 418 https://api.example/tea')
  })

  it('makes a stack of the place that an event names', () => {
    const place = { filename: 'https://shop.example/a.js', lineno: 3, colno: 14 }
    const { stack } = describeThrown(looksOf(event({ message: 'Uncaught x', ...place })))
    expect(stack).toBe('@https://shop.example/a.js:3:14')
    expect(describeThrown(looksOf(event({ message: 'Script error.' }))).stack).toBeFalsy()
  })

  it('has no value of an object in its message, which is not scrubbed by key', () => {
    expect(told({ password: 'hunter2' })).toBe('NonError: Object {password}')
  })

  it('cuts an object of many keys', () => {
    const wide = Object.fromEntries(Array.from({ length: 500 }, (_, key) => [`key ${key}`, key]))
    expect(told(wide)).toContain('key 19')
    expect(told(wide)).not.toContain('key 20')
  })
})
