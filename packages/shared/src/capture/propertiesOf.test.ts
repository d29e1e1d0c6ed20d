import { describe, expect, it } from 'vitest'
import { looksOf } from './looksOf.ts'
import { keysOf, propertiesOf } from './propertiesOf.ts'

const propertiesOfError = (more: object) =>
  propertiesOf(looksOf(Object.assign(new Error('x'), more)), true)

describe('propertiesOf', () => {
  it('tells nothing of an error that has no more than others, of a text, or of nothing', () => {
    expect(propertiesOfError({})).toBeUndefined()
    expect(propertiesOfError({ name: 'N', cause: 1, errors: [] })).toBeUndefined()
    expect(propertiesOf(looksOf('text'), false)).toBeUndefined()
    expect(propertiesOf(looksOf(null), false)).toBeUndefined()
  })

  it('tells what an error carries, with its code first', () => {
    const more = { errno: -2, code: 'ENOENT', syscall: 'open', response: { status: 503 } }
    expect(propertiesOfError(more)).toEqual(more)
    expect(Object.keys(propertiesOfError(more) ?? {})[0]).toBe('code')
  })

  it('tells findings that nobody has thrown, and no errors, which are told as causes', () => {
    const findings = [{ path: 'email', message: 'is invalid' }]
    expect(propertiesOfError({ errors: findings })).toEqual({ errors: findings })
    expect(propertiesOfError({ errors: { email: 'is invalid' } })).toEqual({
      errors: { email: 'is invalid' },
    })
    expect(propertiesOfError({ errors: [new Error('a'), new Error('b')] })).toBeUndefined()
    expect(propertiesOfError({ name: 'AggregateError', errors: ['a'] })).toBeUndefined()
    expect(propertiesOfError({ errors: [new Error('a'), 'b'] })).toMatchObject({
      errors: [{ message: 'a' }, 'b'],
    })
    const { proxy, revoke } = Proxy.revocable([], {})
    revoke()
    expect(propertiesOfError({ errors: proxy })).toEqual({ errors: '[unreadable]' })
  })

  it('leaves out methods and what is undefined', () => {
    expect(propertiesOfError({ retry: () => 1, at: undefined })).toBeUndefined()
    expect(propertiesOfError({ retry: () => 1, tries: 3 })).toEqual({ tries: 3 })
  })

  it('tells the code of a DOMException where it has one', () => {
    const ofName = (name: string) => propertiesOf(looksOf(new DOMException('x', name)), true)
    expect(ofName('AbortError')).toEqual({ code: 20 })
    expect(ofName('OperationError')).toBeUndefined()
  })

  it('tells twenty, and of each what JSON can say', () => {
    const wide = Object.fromEntries(Array.from({ length: 500 }, (_, key) => [`key${key}`, 1n]))
    expect(propertiesOfError(wide)).toMatchObject({ key0: '1n', key19: '1n' })
    expect(propertiesOfError(wide)).not.toHaveProperty('key20')
  })

  it('keeps to its bytes', () => {
    const large = Object.fromEntries(
      Array.from({ length: 9 }, (_, key) => [key, 'x'.repeat(9_000)]),
    )
    expect(JSON.stringify(propertiesOfError(large)).length).toBeLessThanOrEqual(16_384)
  })

  it('passes over what cannot be read', () => {
    const more = Object.defineProperty({ kept: 1 }, 'bad', {
      enumerable: true,
      get: () => {
        throw new Error('in a getter')
      },
    })
    expect(propertiesOf(looksOf(more), true)).toEqual({ kept: 1 })
  })

  it('does not take a key for a prototype', () => {
    const more = JSON.parse('{"__proto__": {"polluted": true}, "kept": 1}')
    const properties = propertiesOf(looksOf(more), true)
    expect(properties).not.toHaveProperty('polluted')
    expect(properties).toHaveProperty('kept', 1)
  })
})

describe('keysOf', () => {
  it('does not ask long lists for their keys', () => {
    expect(keysOf(new Uint8Array(1_000_000))).toEqual([])
    expect(keysOf(['a', 'b'])).toEqual(['0', '1'])
  })
})
