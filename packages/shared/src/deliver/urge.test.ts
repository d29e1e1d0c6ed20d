import { expect, it } from 'vitest'
import type { AttachmentSignal, Signal } from '../model/signal.ts'
import { milliseconds } from '../model/units.ts'
import { createSampleSignal } from '../testing/sampleSignals.ts'
import { setUpOutbox, wireSink } from '../testing/setUpOutbox.ts'

const fileOf = (number: number): AttachmentSignal => {
  const { id: of, time, resource, scope } = createSampleSignal(number)
  const { id } = createSampleSignal(1_000 + number)
  const content = { text: 'x'.repeat(900) }
  const facts = { kind: 'attachment', name: 'a', contentType: 'text/plain', content } as const
  return { ...facts, id, of, time, resource, scope }
}

it('of what a host may only just send, files go last', () => {
  const sink = wireSink({
    encode: (signals: readonly Signal[]) => [
      {
        url: '',
        headers: {},
        body: signals.map(({ kind }) => kind).join(),
        ids: signals.map(({ id }) => id),
      },
    ],
  })
  const batch = { maxCount: 2, maxBytes: 1_000_000, maxAge: milliseconds(1_000) }
  const { outbox, runtime } = setUpOutbox({ sinks: [sink], settings: { batch } })
  for (const number of [1, 2, 3]) {
    outbox.accept(createSampleSignal(number))
    outbox.accept(fileOf(number))
  }
  outbox.urge(10)
  expect(runtime.transport.requests.map(({ request }) => request.body)).toEqual([
    'error,error',
    'error',
    'attachment,attachment',
    'attachment',
  ])
})
