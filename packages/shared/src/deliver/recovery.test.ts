import { expect, it } from 'vitest'
import { milliseconds } from '../model/units.ts'
import type { Recovered } from '../ports/outboxStore.ts'
import { createFakeRuntime } from '../testing/fakeRuntime/createFakeRuntime.ts'
import { answerOf, noAnswer } from '../testing/fakeRuntime/fakeTransport.ts'
import { createSampleSignal } from '../testing/sampleSignals.ts'
import { setUpOutbox, wireSink } from '../testing/setUpOutbox.ts'

it('keeps a signal of sinks that were renamed until the new one is done with it', async () => {
  const before = setUpOutbox({ sinks: [wireSink({ name: 'old' })] })
  before.accept(1)
  before.runtime.crash()
  const between = setUpOutbox({ sinks: [wireSink()], disk: before.runtime.disk })
  between.runtime.transport.respond(() => noAnswer('refused'))
  await between.outbox.recover()
  await between.runtime.advance(5_000)
  expect(between.tally()).toMatchObject({ recovered: 1, pending: 1 })
  between.runtime.crash()
  const last = setUpOutbox({ sinks: [wireSink()], disk: before.runtime.disk })
  await last.outbox.recover()
  await last.runtime.advance(5_000)
  expect(last.tally()).toMatchObject({ recovered: 1, delivered: 1 })
  expect(last.runtime.disk.signals).toEqual([])
})

it('settles at once under names that are gone, where another still stands', async () => {
  const runtime = createFakeRuntime()
  runtime.store.append([{ signal: createSampleSignal(1), owed: ['gone', 'wire'] }])
  runtime.crash()
  const next = setUpOutbox({ disk: runtime.disk })
  next.runtime.transport.respond(() => noAnswer('refused'))
  await next.outbox.recover()
  await next.runtime.settle()
  expect(next.runtime.disk.held.map(({ owed }) => owed)).toEqual([['wire']])
})

it('books, and tells the server, what the store had to give up', async () => {
  const told: unknown[] = []
  const { encode } = wireSink()
  const sink = wireSink({
    encode: (signals, sentAt, losses) => {
      told.push(...losses)
      return encode(signals, sentAt, losses)
    },
  })
  const { runtime, outbox, accept, tally } = setUpOutbox({ sinks: [sink] })
  async function* recover(): AsyncGenerator<Recovered> {
    const signal = createSampleSignal(9)
    yield { type: 'lost', reason: 'expired', signal, owed: ['wire', 'gone'] }
  }
  Object.assign(runtime.store, { recover })
  await outbox.recover()
  expect(tally()).toMatchObject({ recovered: 1, lost: { expired: 1 }, pending: 0 })
  accept(1)
  await runtime.advance(1_000)
  expect(told).toEqual([{ kind: 'error', reason: 'expired', count: 1 }])
})

it('goes on past a record that nobody can read', async () => {
  const { runtime, outbox, tally } = setUpOutbox()
  async function* recover(): AsyncGenerator<Recovered> {
    yield { type: 'held', signal: null as never, owed: ['wire'] }
    yield { type: 'held', signal: createSampleSignal(1), owed: ['wire'] }
  }
  Object.assign(runtime.store, { recover })
  await outbox.recover()
  await runtime.advance(5_000)
  expect(tally()).toMatchObject({ recovered: 1, delivered: 1 })
})

it('settles in the store what was answered while everything stood still', () => {
  const { runtime, outbox, accept, tally } = setUpOutbox({ canFinish: true })
  runtime.transport.respond(() => 'hang')
  runtime.transport.respondToFinish(({ ids }) => answerOf(ids.length > 1 ? 200 : 500))
  accept(11)
  outbox.urge(Infinity)
  const answers = runtime.transport.finish?.(runtime.clock.now())
  outbox.conclude(answers ?? new Map())
  // Nothing but this very moment is left.
  expect(tally()).toMatchObject({ delivered: 10, pending: 1 })
  expect(runtime.disk.signals).toHaveLength(1)
})

it('goes on where the host did not end after all', async () => {
  const { runtime, outbox, accept, tally } = setUpOutbox({ canFinish: true })
  runtime.transport.respond('hang')
  runtime.transport.respondToFinish(() => answerOf(503))
  accept(3)
  outbox.urge(Infinity)
  outbox.conclude(runtime.transport.finish?.(runtime.clock.now()) ?? new Map())
  await runtime.advance(20_000)
  expect(tally()).toMatchObject({ delivered: 3, pending: 0 })
})

it('rejects nothing unhandled where a transport breaks its promise in a hurry', async () => {
  const single = wireSink({
    encode: (signals) => signals.map(({ id }) => ({ url: '', headers: {}, body: id, ids: [id] })),
  })
  const { runtime, outbox, accept, tally } = setUpOutbox({
    sinks: [single],
    settings: { batch: { maxCount: 30, maxBytes: 100_000, maxAge: milliseconds(1_000) } },
  })
  const unhandled: unknown[] = []
  const note = (reason: unknown): void => void unhandled.push(reason)
  process.on('unhandledRejection', note)
  runtime.transport.respond(() => 'hang')
  accept(30)
  await runtime.advance(0)
  const { send } = runtime.transport
  Object.assign(runtime.transport, { send: () => Promise.reject(new Error('broken')) })
  outbox.urge(1)
  await new Promise((resolve) => setImmediate(resolve))
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
  Object.assign(runtime.transport, { send })
  runtime.transport.respond(() => answerOf(200))
  await runtime.advance(60_000)
  expect(tally()).toMatchObject({ delivered: 30, pending: 0 })
})
