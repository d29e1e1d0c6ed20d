import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Exception } from '../../model/exception.ts'
import type { ScopeData } from '../../model/scope.ts'
import { createSampleSignal } from '../../testing/sampleSignals.ts'
import { toSentryEvent } from './toSentryEvent.ts'

const thrown: Exception = {
  type: 'Error',
  message: 'm',
  mechanism: { type: 'captured', handled: true },
}

const eventOf = (scope: Partial<ScopeData>) =>
  toSentryEvent({ ...createSampleSignal(1), scope: { tags: {}, contexts: {}, ...scope } })

// Relay leaves out the rest: relay-event-schema/src/protocol/{tags,contexts/flags}.rs
const tagName = /^[\w.:-]{0,200}$/
const tagValue = /^[^\n]{0,200}$/

describe('toSentryEvent', () => {
  it('writes tags as Sentry takes them', () => {
    const tags = {
      'cart size': 3,
      'größe/π': true,
      long: 'x'.repeat(300),
      lines: 'one\ntwo',
      ['n'.repeat(300)]: 'y',
    }
    expect(eventOf({ tags }).tags).toEqual({
      service: 'contract',
      'cart-size': '3',
      'gr--e--': 'true',
      long: `${'x'.repeat(197)}…`,
      lines: 'one two',
      [`${'n'.repeat(197)}-`]: 'y',
    })
  })

  it('writes names of flags as Sentry takes them', () => {
    expect(eventOf({ flags: { 'new checkout': true, fast: false } }).contexts).toMatchObject({
      flags: {
        values: [
          { flag: 'new-checkout', result: true },
          { flag: 'fast', result: false },
        ],
      },
    })
  })

  it('tells what each error carries, and the thrown one under its type alone', () => {
    const exceptionOf = (type: string, code: string) => ({ ...thrown, type, properties: { code } })
    const exceptions = [
      exceptionOf('Error', 'outer'),
      exceptionOf('DbError', 'db'),
      exceptionOf('Error', 'inner'),
    ]
    expect(toSentryEvent({ ...createSampleSignal(1), exceptions }).contexts).toMatchObject({
      Error: { code: 'outer' },
      DbError: { code: 'db' },
      'Error (3)': { code: 'inner' },
    })
  })

  it('makes a record of each context', () => {
    const contexts = { cart: { items: 2 }, page: 'start', steps: [1, 2], none: null }
    expect(eventOf({ contexts }).contexts).toMatchObject({
      cart: { items: 2 },
      page: { value: 'start' },
      steps: { value: [1, 2] },
      none: { value: null },
    })
  })

  it('tells the request where Sentry looks for it, and what serves it as the transaction', () => {
    const request = { id: 'r1', method: 'GET', url: 'https://shop.example/users/7' }
    const { id: _, ...told } = request
    expect(eventOf({ contexts: { request } })).toMatchObject({
      request: told,
      contexts: { request },
    })
    expect(eventOf({ contexts: { request } }).transaction).toBeUndefined()
    const routed = { ...request, route: '/users/:id' }
    expect(eventOf({ contexts: { request: routed } })).toMatchObject({
      request: told,
      transaction: 'GET /users/:id',
    })
  })

  it.each([[null], ['a text'], [7], [[1, 2]], [{ url: '' }], [{ id: 'r1' }]])(
    'tells no request where its context says none: %j',
    (request) => {
      const { request: told, transaction } = eventOf({ contexts: { request } })
      expect([told, transaction]).toEqual([undefined, undefined])
    },
  )

  it('has no tag, flag or context that Sentry would leave out', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constantFrom('\n', 'é', '😀', 'x').map((unit) => unit.repeat(300)),
    )
    fc.assert(
      fc.property(
        fc.dictionary(text, fc.oneof(text, fc.double(), fc.boolean())),
        fc.dictionary(text, fc.boolean()),
        fc.dictionary(text, fc.jsonValue()),
        (tags, flags, contexts) => {
          const event = eventOf({ tags, flags, contexts: contexts as ScopeData['contexts'] })
          for (const [name, value] of Object.entries(event.tags)) {
            expect(name).toMatch(tagName)
            expect(value).toMatch(tagValue)
          }
          const noted = eventOf({ flags }).contexts['flags'] as {
            readonly values: readonly { readonly flag: string }[]
          }
          for (const { flag } of noted.values) expect(flag).toMatch(tagName)
          for (const name of Object.keys(contexts)) {
            expect(event.contexts[name]).toBeTypeOf('object')
            expect(Array.isArray(event.contexts[name] ?? [])).toBe(false)
          }
        },
      ),
      { numRuns: 50 },
    )
  })
})
