import { Buffer } from 'node:buffer'
import { describe, expect, test } from 'vitest'
import { dialectOf, readIds } from './dialect.ts'

const lines = (...parts: readonly unknown[]): Buffer =>
  Buffer.from(
    parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join('\n'),
  )

test('the dialect is told by the path', () => {
  expect(dialectOf('/api/42/envelope/?sentry_key=1')).toBe('sentry')
  expect(dialectOf('/behind/a/path/api/1/envelope')).toBe('sentry')
  expect(dialectOf('/signals?to=/api/envelope/')).toBe('http')
})

describe('envelopes', () => {
  test('an item with a length may hold line ends', () => {
    const event = `{"event_id":"a",\n"message":"grüße"}`
    const item = { type: 'event', length: Buffer.byteLength(event) }
    const next = { type: 'event' }
    expect(readIds('sentry', lines({}, item, event, next, { event_id: 'b' }))).toEqual(['a', 'b'])
  })

  test('the header names the event where no item does', () => {
    expect(readIds('sentry', lines({ event_id: 'a' }, { type: 'attachment' }, 'x', ''))).toEqual([
      'a',
    ])
  })

  test.each(['', '\n\n', '{', 'null\nnull\nnull', '[]\n{"type":"client_report"}\n{}'])(
    'no id in %j',
    (body) => expect(readIds('sentry', Buffer.from(body))).toEqual([]),
  )
})

test.each(['', 'null', '{"signals":1}', '{"signals":[null,1,{},{"id":2}]}', '[{"id":"a"}]'])(
  'no id in the batch %j',
  (body) => expect(readIds('http', Buffer.from(body))).toEqual([]),
)
