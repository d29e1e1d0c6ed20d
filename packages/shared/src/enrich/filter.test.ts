import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { severities } from '../model/severity.ts'
import type { ErrorSignal, Signal } from '../model/signal.ts'
import { createThrownSignal } from '../testing/thrownSignal.ts'
import { createFilter, type FilterRules } from './filter.ts'

/** What becomes of a signal: it stays as it was, or the reason why it does not. */
const fateOf = (signal: Signal, rules: Partial<FilterRules>): string => {
  const next = createFilter({ noise: false, ...rules })(signal)
  return next === signal ? 'goes on' : String(next)
}

const failed = createThrownSignal({ type: 'PaymentError', message: 'order 7 failed' })

const at = (...urls: readonly string[]): ErrorSignal => {
  const calls = urls.map((url) => `\n    at buy (${url}:10:5)`).join('')
  return createThrownSignal({ stack: `Error: order failed${calls}` })
}
const own = 'https://shop.example/app.js'
const cdn = 'https://cdn.example/widget.js'

describe('ignoreErrors', () => {
  it.each<[string | RegExp]>([
    ['order'],
    ['PaymentError: order 7'],
    ['PaymentError'],
    [/^order \d+ failed$/],
    [/^PaymentError: /],
    [/PAYMENT/i],
    [/failed/g],
    [/order/y],
  ])('%s does away with a PaymentError whose message is "order 7 failed"', (pattern) => {
    expect(fateOf(failed, { ignoreErrors: ['other', pattern] })).toBe('filtered')
  })

  it.each<[string | RegExp]>([['Order'], ['order 8'], [/^failed/], [/failed/y], ['order.7'], ['']])(
    '%s leaves it alone',
    (pattern) => {
      expect(fateOf(failed, { ignoreErrors: [pattern] })).toBe('goes on')
    },
  )

  it('goes by the value that was thrown, and not by its causes', () => {
    const [thrown] = failed.exceptions
    const cause = createThrownSignal({ message: 'the disk is full' }).exceptions
    const signal = { ...failed, exceptions: thrown ? [thrown, ...cause] : cause }
    expect(fateOf(signal, { ignoreErrors: ['disk'] })).toBe('goes on')
    expect(fateOf(signal, { ignoreErrors: ['order'] })).toBe('filtered')
  })

  it('goes by the words of a message, too, and of what the app caught itself', () => {
    expect(fateOf({ ...failed, exceptions: [] }, { ignoreErrors: [/^order/] })).toBe('filtered')
    const handled = createThrownSignal({ message: 'order 7 failed', handled: true })
    expect(fateOf(handled, { ignoreErrors: [/^order/] })).toBe('filtered')
  })

  it.each([/failed/g, /order/y, /order/gy])('%s says the same each time', (pattern) => {
    pattern.lastIndex = 3
    const filter = createFilter({ noise: false, ignoreErrors: [pattern] })
    expect([filter(failed), filter(failed), filter(failed)]).toEqual(Array(3).fill('filtered'))
    expect(pattern.lastIndex).toBe(3)
  })
})

it('an expression of the app is neither changed nor trusted: a frozen one matches, too', () => {
  const patterns = [/order/g, /order/y, /order/].map((pattern) => Object.freeze(pattern))
  const told = { ...failed, exceptions: [] }
  for (const pattern of patterns) expect(fateOf(told, { ignoreErrors: [pattern] })).toBe('filtered')
})

describe('denyUrls and allowUrls', () => {
  it('go by the innermost place', () => {
    expect(fateOf(at(cdn, own), { denyUrls: ['cdn.example'] })).toBe('filtered')
    expect(fateOf(at(own, cdn), { denyUrls: ['cdn.example'] })).toBe('goes on')
    expect(fateOf(at(own, cdn), { allowUrls: [/^https:\/\/shop\./] })).toBe('goes on')
    expect(fateOf(at(cdn, own), { allowUrls: [/^https:\/\/shop\./] })).toBe('filtered')
  })

  it('see no line and no message', () => {
    expect(fateOf(at(own), { denyUrls: [/app\.js$/] })).toBe('filtered')
    expect(fateOf(at(own), { denyUrls: ['order'] })).toBe('goes on')
    const told = createThrownSignal({ message: `no answer of ${cdn}`, stack: `@${own}:1:1` })
    expect(fateOf(told, { denyUrls: ['cdn.example'] })).toBe('goes on')
  })

  it('know files of servers as well', () => {
    const path = '/srv/shop/node_modules/noisy/index.js'
    expect(fateOf(at(path), { denyUrls: ['/node_modules/noisy/'] })).toBe('filtered')
    expect(fateOf(at('file:///srv/shop/main.mjs'), { allowUrls: ['/srv/shop/'] })).toBe('goes on')
  })

  it('what is denied is not allowed', () => {
    expect(fateOf(at(own), { allowUrls: [own], denyUrls: [own] })).toBe('filtered')
  })

  it('let through what has no readable place', () => {
    const rules = { denyUrls: [/./], allowUrls: ['shop.example'] }
    for (const stack of [undefined, '', 'Error: order failed\n    at JSON.parse (<anonymous>)'])
      expect(fateOf(createThrownSignal({ stack }), rules)).toBe('goes on')
    expect(fateOf({ ...failed, exceptions: [] }, rules)).toBe('goes on')
  })

  it('an empty text is no rule', () => {
    expect(fateOf(at(cdn), { denyUrls: [''], allowUrls: [''] })).toBe('goes on')
    expect(fateOf(at(cdn), { allowUrls: ['', 'shop.example'] })).toBe('filtered')
  })
})

it.each(severities)('minSeverity %s lets what is as severe through, and worse', (minSeverity) => {
  const gone = severities.filter(
    (severity) => fateOf({ ...failed, severity }, { minSeverity }) === 'goes on',
  )
  expect(gone).toEqual(severities.slice(severities.indexOf(minSeverity)))
})

it('other signals than errors go on', () => {
  const { id, time, resource, scope } = failed
  const event: Signal = { kind: 'event', id, time, resource, scope, name: 'order', attributes: {} }
  const rules = { ignoreErrors: [/./], denyUrls: [/./], minSeverity: 'fatal' } as const
  expect(fateOf(event, rules)).toBe('goes on')
})

it('whatever an error says, it goes on or there is a reason', () => {
  const texts = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', '7', '\n', '@', '/', ':', '\u0000', '\ud800', '🚀') }),
    fc
      .constantFrom('\n    at ', '://', 'chrome-extension://a', ':1:1', '@', '(')
      .chain((part) => fc.nat(200).map((times) => part.repeat(times))),
  )
  const filter = createFilter({
    noise: true,
    ignoreErrors: ['7'],
    denyUrls: [/b/],
    allowUrls: ['a'],
  })
  fc.assert(
    fc.property(texts, texts, texts, (type, message, stack) => {
      const signal = createThrownSignal({ type, message, stack })
      expect([signal, 'filtered', 'noise']).toContain(filter(signal))
    }),
    { numRuns: 1_000 },
  )
})
