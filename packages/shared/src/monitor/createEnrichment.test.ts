import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Mechanism } from '../model/exception.ts'
import type { LossReason } from '../model/lossReason.ts'
import type { Signal } from '../model/signal.ts'
import type { Capture } from '../ports/instrument.ts'
import { http } from '../sinks/http/http.ts'
import { memorySink } from '../sinks/memory.ts'
import { sentry } from '../sinks/sentry/sentry.ts'
import { setUpMonitor } from '../testing/setUpMonitor.ts'
import type { MonitorOptions, RateCapOptions } from './monitorOptions.ts'
import { readOptions } from './readOptions.ts'

const uncaught: Mechanism = { type: 'globalError', handled: false }

/** A monitor, and what captures for it as a page's own handlers do. */
const setUp = (options: Partial<MonitorOptions> = {}) => {
  const captures: Capture[] = []
  const start = (capture: Capture) => {
    captures.push(capture)
    return () => undefined
  }
  const bench = setUpMonitor(options, [{ name: 'test', start }])
  return {
    ...bench,
    throwUncaught: (thrown: unknown): void => captures[0]?.captureError(thrown, uncaught),
    /** Of errors. The law holds whenever one looks. */
    tally: (sink = 'memory') => {
      const tally = bench.monitor.stats().sinks[sink]?.error
      const { accepted = 0, recovered = 0, delivered = 0, pending = 0, lost = {} } = tally ?? {}
      const gone = Object.values(lost).reduce((sum, count) => sum + count, 0)
      expect(accepted + recovered).toBe(delivered + pending + gone)
      return { accepted, pending, delivered, lost }
    },
  }
}

type Bench = ReturnType<typeof setUp>

const failAt = (url: string, message = 'order failed'): Error =>
  Object.assign(new Error(message), { stack: `Error: ${message}\n    at buy (${url}:10:5)` })
const own = 'https://shop.example/app.js'
const widget = 'https://cdn.example/widget.js'

const times = (count: number, run: () => unknown): readonly unknown[] =>
  Array.from({ length: count }, run)

interface Case {
  readonly options: Partial<MonitorOptions>
  /** What is held back, all of it. */
  readonly held: (bench: Bench) => readonly unknown[]
  readonly reason: LossReason
}

const cases: Readonly<Record<string, Case>> = {
  ignoreErrors: {
    options: { ignoreErrors: [/^TypeError: order/g] },
    held: ({ monitor }) => times(3, () => monitor.captureError(new TypeError('order 7 failed'))),
    reason: 'filtered',
  },
  denyUrls: {
    options: { denyUrls: ['cdn.example'] },
    held: ({ monitor }) => [monitor.captureError(failAt(widget))],
    reason: 'filtered',
  },
  allowUrls: {
    options: { allowUrls: [own] },
    held: ({ monitor }) => [monitor.captureError(failAt(widget))],
    reason: 'filtered',
  },
  minSeverity: {
    options: { minSeverity: 'error' },
    held: ({ monitor }) => [
      monitor.captureMessage('stock is low'),
      monitor.captureMessage('stock is low', { severity: 'warn' }),
      monitor.captureError(failAt(own), { severity: 'debug' }),
    ],
    reason: 'filtered',
  },
  dropNoise: {
    options: {},
    held: ({ throwUncaught }) => [
      throwUncaught(new Error('ResizeObserver loop limit exceeded')),
      throwUncaught(failAt('moz-extension://abcdef/inject.js')),
    ],
    reason: 'noise',
  },
  dropRepeats: {
    options: { dropRepeats: true },
    held: ({ monitor }) => {
      const [first, ...others] = times(9, () => monitor.captureError(failAt(own, 'over and over')))
      expect(first).toBeDefined()
      return others
    },
    reason: 'repeated',
  },
  sampleRates: {
    options: { sampleRates: { error: 0 } },
    held: ({ monitor }) => [
      monitor.captureError(failAt(own)),
      monitor.captureMessage('stock is low'),
    ],
    reason: 'sampledOut',
  },
  rateCap: {
    options: { rateCap: { perFailure: 2 } },
    held: ({ monitor }) => {
      const ids = times(9, () => monitor.captureError(failAt(own, 'in a loop')))
      expect(ids.slice(0, 2)).not.toContain(undefined)
      return ids.slice(2)
    },
    reason: 'rateCapped',
  },
}

describe.each(Object.entries(cases))('what %s holds back', (name, { options, held, reason }) => {
  it('is booked once for each sink, and does not arrive', async () => {
    const sinks = [memorySink(), memorySink({ name: 'other' })]
    const bench = setUp({ ...options, sinks })
    const before = bench.tally().accepted
    const ids = held(bench)
    expect(ids).toEqual(ids.map(() => undefined))
    const kept = bench.tally().pending
    for (const sink of ['memory', 'other']) {
      const { accepted, pending, lost } = bench.tally(sink)
      expect({ accepted, pending, lost }).toEqual({
        accepted: before + kept + ids.length,
        pending: kept,
        lost: { [reason]: ids.length },
      })
    }
    await bench.signals()
    expect(bench.tally()).toMatchObject({ delivered: kept, pending: 0 })
    expect(sinks.map(({ signals }) => signals.length)).toEqual([kept, kept])
    expect(bench.said).toEqual([])
  })

  it('comes through without it', () => {
    const bench = setUp({ ...(name === 'dropNoise' && { dropNoise: false }) })
    if (name === 'minSeverity' || name === 'dropNoise' || name === 'sampleRates') held(bench)
    else times(12, () => bench.monitor.captureError(failAt(widget, 'over and over')))
    expect(bench.tally()).toMatchObject({ lost: {} })
    expect(bench.tally().pending).toBeGreaterThan(1)
  })
})

describe('of a failure that a rate cap holds back', () => {
  it('the next that passes tells how many they were, and so does the ledger', async () => {
    const { monitor, signals, runtime, tally } = setUp({ rateCap: { perFailure: 1 } })
    times(8, () => monitor.captureError(failAt(own)))
    monitor.captureError(failAt(widget))
    await runtime.advance(60_000)
    times(2, () => monitor.captureError(failAt(own)))
    expect(tally().lost).toEqual({ rateCapped: 8 })
    const taken = await signals()
    expect(taken.map((signal) => 'heldBack' in signal && signal.heldBack)).toEqual([
      false,
      false,
      7,
    ])
  })

  it('Sentry and others are told with the signal, and with the losses', async () => {
    const { monitor, signals, runtime } = setUp({
      rateCap: { perFailure: 1 },
      sinks: [http({ url: 'https://sink.test/in' }), sentry({ dsn: 'https://key@sentry.test/1' })],
    })
    times(8, () => monitor.captureError(failAt(own)))
    await runtime.advance(60_000)
    monitor.captureError(failAt(own))
    await signals()
    const bodies = runtime.transport.requests.map(({ request }) => String(request.body)).join('\n')
    expect(bodies).toContain('"heldBack":7')
    expect(bodies).toContain('{"kind":"error","reason":"rateCapped","count":7}')
    expect(bodies).toContain('{"reason":"event_processor","category":"error","quantity":7}')
  })
})

describe('the order', () => {
  it('what was left out before uses up no rate cap, and no hook sees it', async () => {
    const seen: Signal[] = []
    const { monitor, throwUncaught, tally } = setUp({
      ignoreErrors: ['ignored'],
      dropRepeats: true,
      rateCap: { perMinute: 2 },
      beforeCapture: (signal) => {
        seen.push(signal)
        return null
      },
    })
    times(50, () => monitor.captureError(failAt(own, 'ignored')))
    times(50, () => throwUncaught(new Error('ResizeObserver loop limit exceeded')))
    times(50, () => monitor.captureError(failAt(own, 'first')))
    times(50, () => monitor.captureError(failAt(own, 'second')))
    times(50, () => monitor.captureError(failAt(own, 'third')))
    expect(tally()).toEqual({
      accepted: 250,
      pending: 0,
      delivered: 0,
      lost: { filtered: 50, noise: 50, repeated: 147, rateCapped: 1, dropped: 2 },
    })
    expect(seen.map((signal) => 'message' in signal && signal.message)).toEqual(['first', 'second'])
  })
})

const options: fc.Arbitrary<Partial<MonitorOptions>> = fc.record(
  {
    ignoreErrors: fc.constant([/^Error: a/g]),
    denyUrls: fc.constant(['cdn.example']),
    minSeverity: fc.constantFrom('warn', 'error'),
    dropNoise: fc.boolean(),
    dropRepeats: fc.boolean(),
    sampleRates: fc.constantFrom({}, { error: 0.5 }),
    rateCap: fc.constantFrom<false | RateCapOptions>(
      false,
      {},
      { perMinute: 3 },
      { perFailure: 1 },
    ),
  },
  { requiredKeys: [] },
)
const step = fc.record({
  wait: fc.constantFrom(0, 0, 0, 500, 5_000, 60_000),
  message: fc.constantFrom('a', 'b', 'b', 'ResizeObserver loop limit exceeded'),
  url: fc.constantFrom(own, widget, 'chrome-extension://abcdef/inject.js'),
  how: fc.constantFrom('captured', 'uncaught', 'told'),
})

it('whatever is wanted, each signal arrives or is booked, and none is told of that was not', async () => {
  await fc.assert(
    fc.asyncProperty(options, fc.array(step, { maxLength: 40 }), async (options, steps) => {
      const { monitor, runtime, throwUncaught, tally, signals } = setUp(options)
      for (const [index, { wait, message, url, how }] of steps.entries()) {
        await runtime.advance(wait)
        if (how === 'captured') monitor.captureError(failAt(url, message))
        if (how === 'uncaught') throwUncaught(failAt(url, message))
        if (how === 'told') monitor.captureMessage(message)
        expect(tally().accepted).toBe(index + 1)
      }
      const taken = await signals()
      expect(tally()).toMatchObject({ pending: 0, delivered: taken.length })
      const told = taken.map((signal) => ('heldBack' in signal && signal.heldBack) || 0)
      const capped = tally().lost.rateCapped ?? 0
      expect(told.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(capped)
    }),
    { numRuns: 200 },
  )
})

describe('by default', () => {
  const enrichmentOf = (isPage: boolean) =>
    readOptions({ service: 'shop', sinks: [] }, { isPage }).settings

  it('one failure of a page cannot use up a quota, and servers keep all', () => {
    expect(enrichmentOf(true)).toMatchObject({
      dropNoise: true,
      dropRepeats: true,
      rateCap: { perMinute: 300, perFailure: 30 },
    })
    expect(enrichmentOf(false)).toMatchObject({
      dropNoise: true,
      dropRepeats: false,
      rateCap: false,
    })
  })

  it('nothing is held back that was captured by hand', async () => {
    const { monitor, signals, tally } = setUp()
    times(500, () => monitor.captureError(new Error('ResizeObserver loop limit exceeded')))
    expect(await signals()).toHaveLength(500)
    expect(tally().lost).toEqual({})
  })
})
