import { expect, test } from 'vitest'
import type { Sink, WireSink } from '../ports/sink.ts'
import { sentry } from '../sinks/sentry/sentry.ts'
import { createFakeRuntime, type FakeRuntime } from '../testing/fakeRuntime/createFakeRuntime.ts'
import { answerOf, noAnswer } from '../testing/fakeRuntime/fakeTransport.ts'
import { createMonitor } from './createMonitor.ts'
import type { Monitor } from './monitor.ts'
import { readOptions } from './readOptions.ts'

// Where the parts meet: what was once found broken by driving the whole monitor.

const open = (runtime: FakeRuntime, sinks: readonly Sink[], options: object = {}): Monitor => {
  const { settings } = readOptions({ service: 'findings', sinks, ...options })
  const version = { name: 'findings' }
  const host = { runtime, sdk: version, platform: version, instruments: [], print: () => undefined }
  return createMonitor(settings, host)
}

const openSentry = (): Sink => sentry({ dsn: 'https://key@sentry.test/1' })

const plainSink = (parts: Partial<WireSink> = {}): WireSink => ({
  name: 'plain',
  accepts: () => true,
  encode: (signals) => [
    { url: 'https://plain.test', headers: {}, body: 'x', ids: signals.map(({ id }) => id) },
  ],
  interpret: () => ({ type: 'delivered' }),
  ...parts,
})

test('encoding and sending run off the path of who captures (design, 6)', () => {
  const runtime = createFakeRuntime()
  const monitor = open(runtime, [openSentry()], { batch: { maxCount: 2 } })
  monitor.captureMessage('one')
  monitor.captureMessage('two')
  expect(runtime.transport.requests).toHaveLength(0)
})

test('an interpretation that says nothing is not asked for again without a pause', async () => {
  const runtime = createFakeRuntime()
  let calls = 0
  // A sink in plain JavaScript that forgets to return. Bounded, or the test would not end either.
  const interpret = (): never => (calls++ < 200 ? undefined : { type: 'delivered' }) as never
  open(runtime, [plainSink({ interpret })]).captureMessage('one')
  await runtime.advance(1_000)
  expect(calls).toBeLessThan(5)
})

test('a signal that its server cannot take does not keep the others for ever', async () => {
  const runtime = createFakeRuntime()
  const monitor = open(runtime, [openSentry()])
  const poison = monitor.captureMessage('poison')
  const others = [1, 2, 3].map((count) => monitor.captureMessage(`other ${count}`))
  runtime.transport.respond(({ ids }) => answerOf(ids.some((id) => id === poison) ? 500 : 200))
  await runtime.advance(3_600_000)
  const delivered = monitor.stats().sinks['sentry']?.error?.delivered
  expect(delivered).toBe(others.length)
})

test('what an earlier life left, and its sink does not want any more, leaves the disk, booked', async () => {
  const before = createFakeRuntime()
  before.transport.respond(() => noAnswer('down'))
  open(before, [openSentry()]).captureMessage('one')
  before.crash()
  const runtime = createFakeRuntime({ disk: before.disk })
  const next = open(runtime, [plainSink({ name: 'sentry', accepts: () => false })])
  await runtime.advance(60_000)
  expect(runtime.disk.signals).toEqual([])
  const { recovered, lost } = next.stats().sinks['sentry']?.error ?? {}
  expect({ recovered, lost }).toEqual({ recovered: 1, lost: { dropped: 1 } })
})

test('what an earlier life left, and nobody is there for now, stays on the disk', async () => {
  const before = createFakeRuntime()
  before.transport.respond(() => noAnswer('down'))
  open(before, [openSentry()]).captureMessage('one')
  before.crash()
  for (const sinks of [[], [plainSink({ accepts: () => false })]]) {
    const runtime = createFakeRuntime({ disk: before.disk })
    open(runtime, sinks)
    await runtime.advance(60_000)
    expect(runtime.disk.signals).toHaveLength(1)
    runtime.crash()
  }
  const runtime = createFakeRuntime({ disk: before.disk })
  const next = open(runtime, [openSentry()])
  await runtime.advance(60_000)
  expect(next.stats().sinks['sentry']?.error).toMatchObject({ recovered: 1, delivered: 1 })
})

test('what the disk holds and memory has no room for stays on the disk', async () => {
  const before = createFakeRuntime()
  before.transport.respond(() => noAnswer('down'))
  const monitor = open(before, [openSentry()])
  for (let count = 0; count < 10; count++) monitor.captureMessage(`${count}`)
  before.crash()
  const runtime = createFakeRuntime({ disk: before.disk })
  const next = open(runtime, [openSentry()], { outbox: { maxCount: 3 } })
  await runtime.advance(60_000)
  expect(next.stats().sinks['sentry']?.error?.lost).toEqual({})
})

test('a page that is hidden does not send thousands of requests in one moment', async () => {
  const runtime = createFakeRuntime()
  runtime.transport.respond(() => noAnswer('offline'))
  const monitor = open(runtime, [openSentry()])
  for (let count = 0; count < 2_000; count++) monitor.captureMessage(`${count}`)
  await runtime.advance(1_000)
  const before = runtime.transport.requests.length
  runtime.end('hidden')
  expect(runtime.transport.requests.length - before).toBeLessThan(100)
})
