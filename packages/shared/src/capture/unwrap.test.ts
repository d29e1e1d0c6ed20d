import { describe, expect, it } from 'vitest'
import { isEvent, unwrap } from './unwrap.ts'

const error = new Error('inside')
const event = (more: object): object => ({ type: 'any', defaultPrevented: false, ...more })

describe('unwrap', () => {
  it.each([
    ['the error of an ErrorEvent', event({ type: 'error', error }), error],
    ['the reason of a rejection', event({ promise: Promise.resolve(), reason: error }), error],
    [
      'no reason of a rejection',
      event({ promise: Promise.resolve(), reason: undefined }),
      undefined,
    ],
    ['the reason in the detail of an event', event({ detail: { reason: error } }), error],
    ['a text that was thrown', event({ error: 'oops' }), 'oops'],
  ])('gives %s', (_, value, expected) => {
    expect(unwrap(value)).toBe(expected)
  })

  it.each([
    ['an error', error],
    ['an error that has an error', Object.assign(new Error('outer'), { error })],
    ['a text', 'oops'],
    ['null', null],
    ['undefined', undefined],
    ['an event of this Node', new Event('close')],
    ['an ErrorEvent that was told no error', event({ message: 'Script error.', error: null })],
    ['the event of a socket that closed', event({ type: 'close', reason: 'going away' })],
  ])('leaves %s as it is', (_, value) => {
    expect(unwrap(value)).toBe(value)
  })

  it('leaves what cannot be read', () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    // No comparison of vitest, which reads it.
    expect(Object.is(unwrap(proxy), proxy)).toBe(true)
  })
})

describe('isEvent', () => {
  it.each([
    [true, new Event('x')],
    [true, event({})],
    [false, { type: 'fruit' }],
    [false, error],
    [false, null],
    [false, 'x'],
  ])('says %s', (expected, value) => {
    expect(isEvent(value)).toBe(expected)
  })
})
