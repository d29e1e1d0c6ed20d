import { describe, expect, it } from 'vitest'
import { looksOf } from './looksOf.ts'

describe('looksOf', () => {
  it('reads what can be read where a getter throws', () => {
    const value = Object.defineProperty({ name: 'E', code: 7 }, 'message', {
      get: () => {
        throw new Error('in a getter')
      },
    })
    expect(looksOf(value)).toMatchObject({ name: 'E', code: 7, message: undefined })
  })

  it.each([null, undefined, 7, 'text', Symbol('s'), 1n])('takes %s', (value) => {
    expect(looksOf(value)).toMatchObject({ value, stack: undefined, cause: undefined })
  })
})
