import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ScopeData } from '../model/scope.ts'
import { emptyScope, overlay, toTags, toUser } from './scopeData.ts'

const throwing = (): never => {
  throw new Error('not to be read')
}

describe('toTags', () => {
  it('takes texts, numbers and truths, and nothing else', () => {
    const tags = { plan: 'pro', count: 0, paid: false, '': 'empty' }
    const others = {
      list: [1],
      none: null,
      nothing: undefined,
      large: 1n,
      nan: Number.NaN,
      most: Infinity,
      least: -Infinity,
      call: throwing,
      symbol: Symbol('s'),
    }
    expect(toTags({ ...tags, ...others })).toEqual(tags)
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'plan'],
    ['a number', 7],
    ['what throws when it is asked for its names', new Proxy({}, { ownKeys: throwing })],
    ['what throws when it is read', Object.defineProperty({}, 'plan', hidden(throwing))],
  ])('makes none of %s', (_, value) => {
    expect(toTags(value)).toEqual({})
  })

  it('reads on beside a tag that throws', () => {
    const tags = Object.defineProperty({ plan: 'pro' }, 'bad', hidden(throwing))
    expect(toTags(tags)).toEqual({ plan: 'pro' })
  })

  it('takes the last fifty, and cuts names and values', () => {
    const names = Array.from({ length: 60 }, (_, index) => `t${index}`)
    expect(Object.keys(toTags(Object.fromEntries(names.map((name) => [name, 1]))))).toEqual(
      names.slice(10),
    )
    const [[name = '', value = ''] = []] = Object.entries(
      toTags({ ['n'.repeat(10_000)]: 'v'.repeat(10_000) }),
    )
    expect(name).toBe(`${'n'.repeat(200)}…`)
    expect(value).toBe(`${'v'.repeat(1_024)}…`)
  })

  it('keeps a tag named __proto__ as a tag', () => {
    expect(Object.entries(toTags(JSON.parse('{"__proto__": "x"}')))).toEqual([['__proto__', 'x']])
  })

  it('gives the same of its own', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => {
        const tags = toTags(value)
        expect(toTags(tags)).toEqual(tags)
      }),
    )
  })
})

describe('toUser', () => {
  it('takes three facts and no other', () => {
    const facts = { id: 'u-1', name: 'Ada', email: 'ada@example.com' }
    expect(toUser({ ...facts, password: 'hidden', ip: '10.0.0.1' })).toEqual(facts)
  })

  it('takes numbers as texts, cuts what is long, and leaves out the rest', () => {
    expect(toUser({ id: 7, name: 'n'.repeat(5_000), email: { at: 'x' } })).toEqual({
      id: '7',
      name: `${'n'.repeat(1_024)}…`,
    })
    expect(toUser(new Proxy({}, { get: throwing }))).toEqual({})
  })
})

describe('overlay', () => {
  const lower: ScopeData = {
    tags: { plan: 'pro', region: 'eu' },
    contexts: { cart: 1, page: 'a' },
    user: { id: 'lower' },
    flags: { fast: true },
  }

  it('says what the upper says, where it says something', () => {
    const upper = { tags: { plan: 'free' }, contexts: { page: 'b' }, fingerprint: ['x'] }
    expect(overlay(lower, upper)).toEqual({
      tags: { plan: 'free', region: 'eu' },
      contexts: { cart: 1, page: 'b' },
      user: { id: 'lower' },
      flags: { fast: true },
      fingerprint: ['x'],
    })
    expect(overlay(lower, { ...upper, user: { id: 'upper' } }).user).toEqual({ id: 'upper' })
  })

  it('keeps fifty tags and fifty contexts, the latest', () => {
    const numbered = (name: string) =>
      Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${name}${index}`, index]))
    const upper = { tags: numbered('u'), contexts: numbered('u') }
    const both = overlay({ tags: numbered('l'), contexts: numbered('l') }, upper)
    expect(both).toEqual(upper)
  })

  it('changes neither', () => {
    const upper = { tags: { plan: 'free' }, contexts: {} }
    const before = structuredClone([lower, upper])
    overlay(lower, upper)
    expect([lower, upper]).toEqual(before)
  })

  it('costs nothing where there is no upper', () => {
    expect(overlay(lower, emptyScope)).toBe(lower)
  })
})

function hidden(get: () => unknown): PropertyDescriptor {
  return { enumerable: true, get }
}
