import { describe, expect, it } from 'vitest'
import type { Exception } from '../model/exception.ts'
import type { ErrorSignal } from '../model/signal.ts'
import { createSampleSignal } from '../testing/sampleSignals.ts'
import { createScrub } from './scrub.ts'

const plain: ErrorSignal = createSampleSignal(1)
const thrown: Exception = {
  type: 'TypeError',
  message: 'no cart',
  mechanism: { type: 'captured', handled: true },
}

const scrub = createScrub()
const errorOf = (more: Partial<ErrorSignal>): ErrorSignal => ({ ...plain, ...more })

describe('every member of an error', () => {
  const secret = 'Bearer abcdef0123456789'
  const kept = ['kind', 'id', 'time', 'severity', 'resource', 'heldBack', 'mechanism']
  const exception: Required<Exception> = {
    ...thrown,
    stack: { text: secret },
    properties: { of: secret },
  }
  const whole: Required<ErrorSignal> = {
    ...plain,
    exceptions: [exception],
    images: [{ file: secret, debugId: 'd' }],
    heldBack: 1,
    cut: ['causes'],
  }

  it.each(Object.keys(exception).filter((name) => !kept.includes(name)))(
    'is looked at, of an exception: %s',
    (name) => {
      const value = { type: secret, message: secret }[name] ?? exception[name as keyof Exception]
      const planted = errorOf({ exceptions: [{ ...thrown, [name]: value }] })
      expect(JSON.stringify(scrub(planted))).not.toContain('abcdef0123456789')
    },
  )

  it.each(Object.keys(whole).filter((name) => !kept.includes(name)))(
    'is looked at, of a signal: %s',
    (name) => {
      const planted = {
        message: secret,
        cut: [secret],
        scope: { tags: { of: secret }, contexts: {} },
      }
      const value = { ...whole, ...planted }[name as keyof ErrorSignal]
      expect(JSON.stringify(scrub(errorOf({ [name]: value })))).not.toContain('abcdef0123456789')
    },
  )
})
