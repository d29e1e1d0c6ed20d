import { describe, expect, it } from 'vitest'
import type { Json } from '../model/attributes.ts'
import type { ErrorSignal } from '../model/signal.ts'
import { createThrownSignal } from '../testing/thrownSignal.ts'
import { createScrub } from './scrub.ts'

/** What becomes of a context. */
const scrubbedContext = (own: Json): unknown => {
  const signal = createThrownSignal({ scope: { contexts: { own } } })
  return (createScrub()(signal) as ErrorSignal).scope.contexts['own']
}

describe('a value whose name stands beside it', () => {
  it('loses what the item before names, in a list of names and values', () => {
    const headers = ['Host', 'x', 'Cookie', 'a=b', 'X-Api-Key', 'k']
    expect(scrubbedContext(headers)).toEqual([
      'Host',
      'x',
      'Cookie',
      '[scrubbed]',
      'X-Api-Key',
      '[scrubbed]',
    ])
    expect(scrubbedContext(['x', 'Cookie', 'a', 'b'])).toEqual(['x', 'Cookie', 'a', 'b'])
    expect(scrubbedContext(['password', 'email', 'name'])).toEqual(['password', 'email', 'name'])
    const cut = [...Array.from({ length: 98 }, () => 'x'), 'Cookie', 'a', '[cut]']
    expect(scrubbedContext(cut)).toEqual([...cut.slice(0, 99), '[scrubbed]', '[cut]'])
  })

  it('loses the value of a record that names it', () => {
    const records = [
      { name: 'Cookie', value: 'a' },
      { key: 'pin', value: 1234 },
      { name: 'token_count', value: 17 },
      { name: 'Host', value: 'x' },
      { name: 'password' },
    ]
    expect(scrubbedContext(records)).toEqual([
      { name: 'Cookie', value: '[scrubbed]' },
      { key: 'pin', value: '[scrubbed]' },
      ...records.slice(2),
    ])
  })
})
