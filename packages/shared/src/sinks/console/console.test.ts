import { describe, expect, it } from 'vitest'
import type { ErrorSignal, Signal } from '../../model/signal.ts'
import { wallTime } from '../../model/units.ts'
import { createSampleFacts, createSampleSignal } from '../../testing/sampleSignals.ts'
import { toDevTools } from './toDevTools.ts'
import { toJsonLine } from './toJsonLine.ts'
import { toText } from './toText.ts'

const rich: ErrorSignal = {
  ...createSampleSignal(7),
  severity: 'fatal',
  message: 'no stock',
  exceptions: [
    {
      type: 'TypeError',
      message: 'no stock',
      mechanism: { type: 'uncaughtException', handled: false },
      properties: { code: 'E_STOCK', of: ['tea', 'milk'] },
      stack: {
        frames: [
          { function: 'reserve', file: 'src/stock.ts', line: 12, column: 7, inApp: true },
          { function: 'next', file: 'node:internal', line: 3, inApp: false },
          { file: 'src/main.ts', inApp: true },
        ],
      },
    },
    {
      type: 'Error',
      message: '',
      mechanism: { type: 'cause', handled: true, parent: 0, source: 'errors[0]' },
      stack: { text: 'Error\n    at unread (app.js:1:2)' },
    },
  ],
  heldBack: 12,
  cut: ['breadcrumbs', 'contexts.cart'],
  scope: {
    tags: { plan: 'pro', text: 'two words', paid: true, count: 0 },
    user: { id: 'u-17', name: undefined },
    contexts: { cart: { items: 2 } },
    breadcrumbs: [
      { time: wallTime(0), category: 'app', severity: 'info', message: 'opened' },
      { time: wallTime(1), category: 'app', severity: 'info', message: 'paid' },
    ],
    flags: { newCheckout: true },
    fingerprint: ['orders'],
    trace: { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) },
  },
}

/** As a release to come may leave one on disk. */
const ofLaterRelease = {
  ...createSampleSignal(1),
  kind: 'seance',
  severity: undefined,
  message: undefined,
  exceptions: undefined,
  name: 'Ann',
  spirits: { count: 3 },
  bytes: new Uint8Array(5_000_000),
} as unknown as Signal

describe('toText', () => {
  it('shows all of an error', () => {
    expect(`\n${toText(rich, false)}\n`).toBe(`
2026-01-01T00:00:00.007Z FATAL contract TypeError: no stock
    with code=E_STOCK of=["tea","milk"]
  › at reserve (src/stock.ts:12:7)
    at next (node:internal:3)
  › at src/main.ts
  errors[0]: Error
    Error
    at unread (app.js:1:2)
  uncaught: uncaughtException
  heldBack: 12
  cut: ["breadcrumbs","contexts.cart"]
  tags: plan=pro text="two words" paid=true count=0
  user: id=u-17
  flags: newCheckout=true
  fingerprint: ["orders"]
  trace: traceId=${'a'.repeat(32)} spanId=${'b'.repeat(16)}
  contexts: cart={"items":2}
  breadcrumbs: 2
`)
  })

  it('shows a message in one line where there is no more', () => {
    const text = toText({ ...createSampleSignal(1), severity: 'warn' }, false)
    expect(text).toBe('2026-01-01T00:00:00.001Z WARN  contract sample 1')
  })

  it('colours by severity, and plainly what matters less', () => {
    const text = toText(
      { ...rich, exceptions: [], heldBack: 0, cut: [], scope: { tags: {}, contexts: {} } },
      true,
    )
    expect(text).toBe(
      '\u001b[2m2026-01-01T00:00:00.007Z\u001b[0m \u001b[97;41mFATAL\u001b[0m contract ' +
        '\u001b[1mno stock\u001b[0m\n  \u001b[2mheldBack:\u001b[0m 0',
    )
  })

  it('shows events and metrics with what they say', () => {
    const { id, time, resource, scope } = createSampleSignal(1)
    const base = { id, time, resource, scope }
    const attributes = { breaker: 'open' }
    expect(toText({ ...base, kind: 'event', name: 'policy.breaker', attributes }, false)).toBe(
      '2026-01-01T00:00:00.001Z INFO  contract event policy.breaker\n  attributes: breaker=open',
    )
    const metric = {
      kind: 'metric',
      type: 'counter',
      name: 'runs',
      value: 0,
      attributes: {},
    } as const
    expect(toText({ ...base, ...metric }, false)).toBe(
      '2026-01-01T00:00:00.001Z INFO  contract metric runs\n  type: counter\n  value: 0',
    )
  })

  it('shows what each kind says', () => {
    const [, debug, , , , , , done, , feedback] = createSampleFacts()
    const shown = [debug, done, feedback].map((signal) => signal && toText(signal, false))
    expect(shown).toEqual([
      '2026-01-01T00:00:00.000Z DEBUG contract ',
      '2026-01-01T00:00:00.000Z INFO  contract checkIn\n  job: poll\n  status: ok\n' +
        `  begunBy: ${'2'.repeat(32)}\n  duration: 12345\n  schedule: when={"every":600000}`,
      '2026-01-01T00:00:00.000Z INFO  contract feedback It is slow.',
    ])
  })

  it('shows of a distribution no buckets', () => {
    const text = toText(createSampleFacts().at(-1) ?? createSampleSignal(1), false)
    expect(text).toMatch(/histogram: count=5 sum=5.5 min=-1 max=4 scale=6 zeroCount=1$/)
  })

  it('shows a kind that it does not know, in few words', () => {
    expect(toText(ofLaterRelease, false)).toBe(
      '2026-01-01T00:00:00.001Z INFO  contract seance Ann\n  spirits: count=3\n' +
        '  bytes: [Uint8Array, 5000000 bytes]',
    )
  })

  it('ends a stack that has no end', () => {
    const frames = Array.from({ length: 5_000 }, () => ({ function: 'loop', inApp: true }))
    const [first] = rich.exceptions
    const text = toText(
      { ...rich, exceptions: first ? [{ ...first, stack: { frames } }] : [] },
      false,
    )
    expect(text.match(/at loop/g)).toHaveLength(30)
    expect(text).toContain('… 4970 more')
  })
})

describe('toJsonLine', () => {
  it('says all of an error in one line', () => {
    const line = toJsonLine(rich)
    expect(line).not.toContain('\n')
    expect(JSON.parse(line)).toEqual({
      time: '2026-01-01T00:00:00.007Z',
      severity: 'fatal',
      kind: 'error',
      service: 'contract',
      message: 'TypeError: no stock',
      id: rich.id,
      release: '1.2.3',
      environment: 'test',
      exceptions: [
        {
          type: 'TypeError',
          message: 'no stock',
          properties: { code: 'E_STOCK', of: ['tea', 'milk'] },
          stack: 'at reserve (src/stock.ts:12:7)\nat next (node:internal:3)\nat src/main.ts',
        },
        {
          type: 'Error',
          message: '',
          source: 'errors[0]',
          stack: 'Error\n    at unread (app.js:1:2)',
        },
      ],
      uncaught: 'uncaughtException',
      heldBack: 12,
      cut: ['breadcrumbs', 'contexts.cart'],
      tags: { plan: 'pro', text: 'two words', paid: true, count: 0 },
      user: { id: 'u-17' },
      flags: { newCheckout: true },
      fingerprint: ['orders'],
      trace: { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) },
      contexts: { cart: { items: 2 } },
      breadcrumbs: 2,
    })
    expect(Object.keys(JSON.parse(line)).slice(0, 5)).toEqual([
      'time',
      'severity',
      'kind',
      'service',
      'message',
    ])
  })

  it('says a kind that it does not know, in few words', () => {
    expect(JSON.parse(toJsonLine(ofLaterRelease))).toMatchObject({
      kind: 'seance',
      severity: 'info',
      spirits: { count: 3 },
      bytes: '[Uint8Array, 5000000 bytes]',
    })
  })
})

describe('toDevTools', () => {
  it('formats by nothing that comes from the signal, and has it unfold', () => {
    const signal = { ...createSampleSignal(1), message: '%c %s %o' }
    const { level, parts } = toDevTools(signal)
    expect(level).toBe('error')
    expect(parts[0]).toBe('%c%s%c %s')
    expect(parts.slice(2)).toEqual(['contract', '', '%c %s %o', signal])
  })
})
