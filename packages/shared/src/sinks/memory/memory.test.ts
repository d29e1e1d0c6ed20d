import { describe, expect, expectTypeOf, it } from 'vitest'
import type { ErrorSignal, EventSignal, Signal } from '../../model/signal.ts'
import { createFakeRuntime } from '../../testing/fakeRuntime/createFakeRuntime.ts'
import { createSampleSignal } from '../../testing/sampleSignals.ts'
import { setUpMonitor } from '../../testing/setUpMonitor.ts'
import { memorySink } from '../memory.ts'
import { matchers } from './captureMatchers.ts'

const noStock: ErrorSignal = {
  ...createSampleSignal(1),
  message: 'no stock of tea',
  severity: 'fatal',
  exceptions: [
    {
      type: 'StockError',
      message: 'no stock of tea',
      mechanism: { type: 'globalError', handled: false },
    },
    { type: 'TypeError', message: 'refused', mechanism: { type: 'cause', handled: true } },
  ],
  scope: {
    tags: { plan: 'pro', count: 2 },
    contexts: { cart: { items: ['tea', 'milk'] } },
    user: { id: 'u-17' },
    fingerprint: ['orders', 'tea'],
  },
}
const { kind: _, severity: __, message: ___, exceptions: ____, ...base } = createSampleSignal(2)
const breaker: EventSignal = {
  ...base,
  resource: { ...base.resource, service: 'another' },
  kind: 'event',
  name: 'policy.breaker',
  attributes: { state: 'open' },
}

const openSink = (...signals: readonly Signal[]) => {
  const runtime = createFakeRuntime({ seed: 1 })
  const held = new Set<() => void>()
  const memory = memorySink(
    {},
    {
      hold: (delay, task) => {
        held.add(task)
        const stop = runtime.scheduler.hold(delay, task)
        return () => {
          held.delete(task)
          stop()
        }
      },
    },
  )
  void memory.receive(signals)
  return { memory, runtime, held }
}

const matching = [
  { kind: 'error' },
  { message: 'no stock of tea' },
  { message: /no stock/ },
  { message: /tea$/g },
  { type: 'StockError' },
  { type: 'TypeError' },
  { type: /^Type/ },
  { type: expect.stringMatching(/^Type/) },
  { type: expect.arrayContaining(['StockError']) },
  { handled: false },
  { severity: 'fatal' },
  { tags: { plan: 'pro' } },
  { tags: { plan: /pro/, count: 2 } },
  { tags: { count: /2/ } },
  { user: { id: 'u-17' } },
  { contexts: { cart: { items: ['tea', 'milk'] } } },
  { contexts: { cart: { items: 'milk' } } },
  { fingerprint: 'orders' },
  { exceptions: { type: 'TypeError', message: /refused/ } },
  { service: 'contract', release: '1.2.3', environment: 'test' },
  { message: expect.stringContaining('stock'), tags: expect.objectContaining({ plan: 'pro' }) },
  (signal: Signal) => signal.kind === 'error',
] as const

const failing = [
  { kind: 'event' },
  { message: 'no stock' },
  { message: /^stock/ },
  { type: 'Stock' },
  { handled: true },
  { tags: { plan: 'pro', extra: true } },
  { tags: { plan: 'pr' } },
  { contexts: { cart: { items: ['tea'] } } },
  { contexts: { cart: { items: ['milk', 'tea'] } } },
  { contexts: { cart: { items: 'sugar' } } },
  { nothing: 1 },
  { tags: { toString: expect.any(String) } },
  { message: expect.any(Number) },
  { type: expect.stringMatching(/^Range/) },
  () => false,
] as const

describe('find', () => {
  it.each(matching.map((matcher) => [matcher]))('finds %o', (matcher) => {
    const { memory } = openSink(breaker, noStock)
    expect(memory.find(matcher)?.id).toBe(noStock.id)
  })

  it.each(failing.map((matcher) => [matcher]))('does not find %o', (matcher) => {
    const { memory } = openSink(noStock)
    expect(memory.find(matcher)).toBeUndefined()
  })

  it('finds the same by an expression that remembers where it stopped', () => {
    const { memory } = openSink(noStock)
    const message = /stock/g
    expect([1, 2, 3].map(() => memory.find({ message })?.id)).toEqual(Array(3).fill(noStock.id))
  })

  it('knows what it finds by its kind', () => {
    const { memory } = openSink(noStock, breaker)
    const found = memory.find({ kind: 'event', attributes: { state: 'open' } })
    expectTypeOf(found).toEqualTypeOf<EventSignal | undefined>()
    expect(found?.name).toBe('policy.breaker')
    expect(memory.errors).toEqual([noStock])
  })
})

describe('wait', () => {
  it('gives what has come already', async () => {
    const { memory } = openSink(noStock)
    expect(await memory.wait({ type: 'StockError' })).toBe(noStock)
  })

  it('gives what comes later, to all who wait, and holds no timer any more', async () => {
    const { memory, runtime, held } = openSink(breaker)
    const both = [memory.wait({ message: /stock/ }), memory.wait({ kind: 'error' })]
    await runtime.advance(3_999)
    void memory.receive([breaker, noStock])
    expect(await Promise.all(both)).toEqual([noStock, noStock])
    expect(held.size).toBe(0)
  })

  it('gives up after a while, and says what came instead', async () => {
    const { memory, runtime } = openSink(breaker)
    const waiting = expect(memory.wait({ message: /stock/ }, '2s')).rejects.toThrow(
      [
        'No signal matches { message: /stock/ }.',
        'What came instead:',
        '- event "policy.breaker"',
        '    message: is not there, not /stock/',
        '(waited 2000 ms)',
      ].join('\n'),
    )
    await runtime.advance(2_000)
    await waiting
  })

  it('tells the test of a function that throws, and not the monitor', async () => {
    const { memory } = openSink()
    const waiting = expect(
      memory.wait(() => {
        throw new Error('in a test')
      }),
    ).rejects.toThrow('in a test')
    await Promise.resolve()
    expect(() => memory.receive([noStock])).not.toThrow()
    await waiting
  })

  it('needs no flush', async () => {
    const { memory, held } = openSink()
    const { monitor, runtime: host } = setUpMonitor({ sinks: [memory] })
    const waiting = memory.wait({ message: 'late' })
    monitor.captureMessage('late')
    await host.advance(1_000)
    expect((await waiting).kind).toBe('error')
    expect(held.size).toBe(0)
  })
})

describe('toHaveCaptured', () => {
  const { toHaveCaptured } = matchers

  it('passes where one matches, or as many as are said', () => {
    const { memory } = openSink(noStock, noStock, breaker)
    expect(toHaveCaptured(memory, { message: /stock/ }).pass).toBe(true)
    expect(toHaveCaptured(memory, { message: /stock/ }, 2).pass).toBe(true)
    expect(toHaveCaptured(memory, { message: /stock/ }, 1).pass).toBe(false)
    expect(toHaveCaptured(memory, { message: /none/ }).pass).toBe(false)
    expect(toHaveCaptured(memory, { message: /none/ }, 0).pass).toBe(true)
  })

  it('tells the nearest first, and what speaks against each', () => {
    const { memory } = openSink(breaker, createSampleSignal(3), noStock)
    const { message } = toHaveCaptured(memory, {
      message: 'no stock',
      type: 'StockError',
      tags: { plan: 'pro' },
    })
    expect(message()).toBe(
      [
        'No signal matches { message: "no stock", type: "StockError", tags: { plan: "pro" } }.',
        'Of 3, the nearest:',
        '- error StockError "no stock of tea"',
        '    message: is "no stock of tea", not "no stock"',
        '- event "policy.breaker"',
        '    message: is not there, not "no stock"',
        '    type: is not there, not "StockError"',
        '    tags.plan: is not there, not "pro"',
        '- error "sample 3"',
        '    message: is "sample 3", not "no stock"',
        '    type: is [], not "StockError"',
        '    tags.plan: is not there, not "pro"',
      ].join('\n'),
    )
  })

  it('says that nothing has arrived yet', () => {
    const { message } = toHaveCaptured(openSink().memory, { kind: 'error' })
    expect(message()).toBe(
      'No signal matches { kind: "error" }. None has arrived: they come with their batch, so await ' +
        'monitor.flush() first.',
    )
  })

  it('lists what was not to be there', () => {
    const { memory } = openSink(noStock)
    expect(toHaveCaptured(memory, { kind: 'error' }).message()).toBe(
      '1 signal matches { kind: "error" }, expected not any:\n- error StockError "no stock of tea"',
    )
  })

  it('shows few and little of much', () => {
    const many = Array.from({ length: 1_000 }, () => ({ ...noStock, message: 'x'.repeat(5_000) }))
    const text = toHaveCaptured(openSink(...many).memory, { kind: 'error' }, 2).message()
    expect(text.split('\n')).toHaveLength(7)
    expect(text.length).toBeLessThan(2_000)
    const missing = toHaveCaptured(openSink(...many).memory, { message: 'y' }).message()
    expect(missing.length).toBeLessThan(5_000)
  })

  it('refuses what is no memory sink', () => {
    expect(() => toHaveCaptured({}, {})).toThrow('takes a memory sink')
  })
})
