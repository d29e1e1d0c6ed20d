import { expect, it } from 'vitest'
import { readEnvelope } from './readEnvelope.ts'

const id = '0123456789abcdef0123456789abcdef'
const toEnvelope = (...lines: readonly object[]): string =>
  `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`

it('reads the events, and of a chain the value that was thrown', () => {
  const event = {
    event_id: id,
    contexts: { runtime: { name: 'node' } },
    exception: {
      values: [
        { type: 'RangeError', value: 'the cause' },
        { type: 'Error', value: 'the thrown' },
      ],
    },
  }
  const text = toEnvelope({ event_id: id }, { type: 'client_report' }, {}, { type: 'event' }, event)
  expect(readEnvelope(text)).toEqual([
    { id, kind: 'error', runtime: 'node', type: 'Error', message: 'the thrown' },
  ])
})

it('reads an event without an exception', () => {
  const text = toEnvelope({ event_id: id }, { type: 'event' }, { event_id: id, message: 'hello' })
  expect(readEnvelope(text)).toEqual([
    { id, kind: 'error', runtime: '?', type: 'Message', message: 'hello' },
  ])
})

it.each(['', 'no envelope', '{}\n{"type":"event"}', '{}\n{"type":"event"}\n{}'])(
  'refuses %j',
  (text) => expect(() => readEnvelope(text)).toThrow(SyntaxError),
)
