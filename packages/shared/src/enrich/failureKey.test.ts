import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ErrorSignal } from '../model/signal.ts'
import { createThrownSignal } from '../testing/thrownSignal.ts'
import { createFailureKey } from './failureKey.ts'

const failureKey = createFailureKey()

const calls = '\n    at buy (https://shop.example/app.js:10:5)'
const elsewhere = '\n    at sell (https://shop.example/app.js:90:5)'

const thrown = (message: string, at = calls, type = 'TypeError'): ErrorSignal =>
  createThrownSignal({ type, message, stack: `${type}: ${message}${at}` })

const told = (message: string): ErrorSignal => ({
  ...createThrownSignal({ message }),
  exceptions: [],
})

const same = (one: ErrorSignal, other: ErrorSignal): boolean =>
  failureKey(one) === failureKey(other)

describe('the same failure', () => {
  it('is thrown at one place, whatever its message says', () => {
    expect(same(thrown('order 7 failed'), thrown('an order of Ada failed'))).toBe(true)
    expect(same(thrown('failed'), thrown('failed', elsewhere))).toBe(false)
    expect(same(thrown('failed'), thrown('failed', calls, 'RangeError'))).toBe(false)
  })

  it('goes by all of a long stack: its innermost calls, its outermost, and how many they are', () => {
    const line = '\n    at f (https://shop.example/app.js:1:1)'
    const deep = (count: number, inner = '', outer = ''): ErrorSignal =>
      thrown('failed', inner + line.repeat(count) + outer)
    expect(same(deep(500), deep(500))).toBe(true)
    expect(same(deep(500), deep(501))).toBe(false)
    expect(
      same(deep(500, calls), deep(500, '\n    at bay (https://shop.example/app.js:10:5)')),
    ).toBe(false)
    expect(same(deep(500, '', calls), deep(500, '', calls.replace('buy', 'bay')))).toBe(false)
  })

  it('is told apart by the call in the middle that led to a shared helper', () => {
    const helper = '\n    at send (https://shop.example/vendor.js:2:1)'.repeat(5)
    const by = (page: string): ErrorSignal =>
      thrown('failed', `${helper}\n    at ${page} (https://shop.example/app.js:1:48211)${helper}`)
    expect(same(by('loadCart'), by('pay_Card'))).toBe(false)
    expect(same(by('loadCart'), by('loadCart'))).toBe(true)
  })

  it('of errors without calls, and of messages, goes by the words', () => {
    const bare = (message: string): ErrorSignal => createThrownSignal({ message })
    for (const make of [bare, told]) {
      expect(
        same(make('order 7 of 3f2a91bc77d0 failed'), make('order 81 of 99ee12aa failed')),
      ).toBe(true)
      expect(same(make('order 7 failed'), make('order 7 was declined'))).toBe(false)
    }
    expect(same(bare('failed'), told('failed'))).toBe(false)
    expect(same(told('deadbeef failed'), told('cafebabe failed'))).toBe(false)
    expect(same(told('dead1eef failed'), told('cafe2abe failed'))).toBe(true)
    const long = (middle: string): ErrorSignal => told('x'.repeat(160) + middle + 'y'.repeat(80))
    expect(same(long('aaa'), long('bbb'))).toBe(false)
    expect(same(told('the facade failed'), told('the decade failed'))).toBe(false)
  })

  it('is what the fingerprint says', () => {
    const by = (signal: ErrorSignal, ...fingerprint: string[]): ErrorSignal => ({
      ...signal,
      scope: { ...signal.scope, fingerprint },
    })
    const [one, other] = [thrown('failed'), thrown('declined', elsewhere, 'RangeError')]
    expect(same(by(one, 'payment'), by(other, 'payment'))).toBe(true)
    expect(same(by(one, 'payment'), by(one, 'orders'))).toBe(false)
    expect(same(by(one, 'a', 'b'), by(one, 'ab'))).toBe(false)
    expect(same(by(one), one)).toBe(true)
    for (const byDefault of ['{{ default }}', '{{default}}']) {
      expect(same(by(one, byDefault, 'eu'), by(one, byDefault, 'us'))).toBe(false)
      expect(same(by(one, byDefault, 'eu'), by(other, byDefault, 'eu'))).toBe(false)
      expect(same(by(one, byDefault, 'eu'), by(thrown('declined'), byDefault, 'eu'))).toBe(true)
    }
  })
})

const awkward = fc.constantFrom('a', '7', ' ', '\n', '@', ':', '\u0000', '\ud800', '🚀')

it('is told in few letters, whatever the error', () => {
  const long = fc.string({ unit: awkward, maxLength: 40 }).map((part) => part.repeat(3_000))
  fc.assert(
    fc.property(long, long, long, (message, stack, part) => {
      for (const fingerprint of [[], [part], [part, '{{ default }}']]) {
        const facts = { message, stack, scope: { fingerprint } }
        expect(failureKey(createThrownSignal(facts)).length).toBeLessThan(600)
      }
      expect(failureKey(told(message)).length).toBeLessThan(600)
    }),
    { numRuns: 50 },
  )
})
