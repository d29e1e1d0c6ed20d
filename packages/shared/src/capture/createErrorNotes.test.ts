import { expect, it } from 'vitest'
import { createErrorNotes } from './createErrorNotes.ts'

const none = { tags: {}, contexts: {} }

it('tells what is known of a cause, too, and less of it where the error itself says otherwise', () => {
  const notes = createErrorNotes(none)
  const cause = new Error('reset')
  const error = new Error('failed', { cause: new Error('not known', { cause }) })
  notes.explain(cause, { call: { host: 'a.example' }, policy: { name: 'inner' } })
  notes.explain(error, { policy: { name: 'outer' } })
  expect(notes.scopeOf(error).contexts).toEqual({
    call: { host: 'a.example' },
    policy: { name: 'outer' },
  })
  expect(notes.scopeOf(cause).contexts).toMatchObject({ policy: { name: 'inner' } })
  expect(notes.scopeOf(new Error('another'))).toBe(none)
})
