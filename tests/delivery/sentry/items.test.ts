import type { Signal } from '@holdfast/shared'
import { pageSentry, sentry } from '@holdfast/shared/sinks/sentry'
import { createSampleFacts, createSampleSignal } from '@holdfast/shared/testing'
import {
  type Envelope,
  type Event,
  envelopeItemTypeToDataCategory,
  parseEnvelope,
} from '@sentry/core'
import { describe, expect, it } from 'vitest'
import { compileItems } from './compileItems.ts'
import { asPublished, readEventSchema, whyNoSchema } from './eventSchema.ts'
import { schemaProblems } from './schemaProblems.ts'

type Sink = Extract<ReturnType<typeof sentry>, { encode: unknown }>
type Item = Envelope[1][number]

const dsn = 'https://key@sentry.test/1'
const sink = sentry({ dsn }) as Sink
const sentAt = 1_767_225_700_000 as Parameters<Sink['encode']>[1]
const samples = [createSampleSignal(1), ...createSampleFacts()]

const encode = (signals: readonly Signal[], by: Sink = sink): readonly Envelope[] =>
  by.encode(signals, sentAt, []).map(({ body }) => parseEnvelope(body))

const itemsOf = (envelopes: readonly Envelope[]): readonly Item[] =>
  envelopes.flatMap(([, items]) => items as readonly Item[])

const ofKind = (kind: Signal['kind']): readonly Signal[] =>
  samples.filter((signal) => signal.kind === kind)

/** What Sentry reads of the signals of a kind. */
const payloads = (kind: Signal['kind']): readonly unknown[] =>
  itemsOf(encode(ofKind(kind))).map(([, payload]) => payload)

describe('items that Sentry takes', () => {
  it("are of the types of Sentry's own SDK, header and payload", () => {
    const items = itemsOf(encode(samples))
    expect(new Set(items.map(([{ type }]) => type)).size).toBe(8)
    expect(compileItems(items)).toEqual([])
  }, 60_000)

  it('would be found to be of other types, where a member is misspelt or missing', () => {
    const items = itemsOf(encode(samples)).filter(([{ type }]) => type !== 'attachment')
    const spoilt = items.map(([header, payload]): Item => [header, { ...spoil(payload) }] as never)
    expect(compileItems(spoilt).length).toBeGreaterThanOrEqual(items.length)
  }, 60_000)

  it('travel with those of their category only', () => {
    const envelopes = encode([...samples, ...createSampleFacts().map(again)])
    for (const [, items] of envelopes) {
      const categories = items.map(([{ type }]) => envelopeItemTypeToDataCategory(type))
      expect(new Set(categories).size).toBe(1)
    }
    const together = envelopes.filter(([, [item]]) => item?.[0].type === 'log')
    expect(together).toHaveLength(1)
  })

  it('are logs, and events that are no failures, with the severity and the attributes', () => {
    const [log] = [...payloads('log')] as [{ items: Record<string, unknown>[] }]
    expect(log).toMatchObject({
      version: 2,
      ingest_settings: { infer_ip: 'never', infer_user_agent: 'never' },
      items: [
        {
          timestamp: 1_767_225_600,
          level: 'warn',
          severity_number: 13,
          trace_id: expect.stringMatching(/^[\da-f]{32}$/),
          attributes: {
            n: { type: 'double', value: 1.5 },
            'service.name': { type: 'string', value: 'contract' },
            'sentry.release': { type: 'string', value: '1.2.3' },
            'sentry.environment': { type: 'string', value: 'test' },
          },
        },
        { level: 'debug', severity_number: 5, body: '' },
      ],
    })
    expect(payloads('event')).toMatchObject([
      {
        items: [
          {
            level: 'info',
            body: 'order.placed',
            attributes: { items: { type: 'integer', value: 2 } },
          },
        ],
      },
    ])
  })

  it('are metrics', () => {
    expect(payloads('metric')).toMatchObject([
      {
        items: [
          {
            name: 'orders',
            type: 'counter',
            value: 3,
            trace_id: expect.stringMatching(/^[\da-f]{32}$/),
            attributes: { paid: { type: 'boolean', value: true } },
          },
          { name: 'queue', type: 'gauge', value: 1.5, unit: expect.stringContaining('🚀') },
          { name: 'render.count', type: 'counter', value: 5 },
          { name: 'render.sum', type: 'counter', value: 5.5, unit: 'millisecond' },
          { name: 'render.min', type: 'gauge', value: -1, unit: 'millisecond' },
          { name: 'render.max', type: 'gauge', value: 4, unit: 'millisecond' },
          { name: 'render.p50', type: 'gauge', value: 0, unit: 'millisecond' },
          { name: 'render.p95', type: 'gauge', value: 4, unit: 'millisecond' },
          { name: 'render.p99', type: 'gauge', value: 4, unit: 'millisecond' },
        ],
      },
    ])
  })

  it('are metrics without quantiles from a page', () => {
    const fromPage = itemsOf(encode(ofKind('metric'), pageSentry({ dsn }) as Sink))
    const [{ items }] = fromPage.map(([, payload]) => payload) as [{ items: { name: string }[] }]
    expect(items.map(({ name }) => name)).toEqual([
      'orders',
      'queue',
      'render.count',
      'render.sum',
      'render.min',
      'render.max',
    ])
  })

  it('are sessions, one by one and counted', () => {
    expect(payloads('session')).toEqual([
      {
        sid: '1'.repeat(32),
        init: false,
        started: '2026-01-01T00:00:00.000Z',
        timestamp: '2026-01-01T00:00:00.000Z',
        status: 'exited',
        errors: 2,
        duration: 12.345,
        attrs: { release: '1.2.3', environment: 'test' },
      },
      {
        aggregates: [{ started: '2026-01-01T00:00:00.000Z', exited: 10, errored: 2, crashed: 1 }],
        attrs: { release: '1.2.3', environment: 'test' },
      },
    ])
  })

  it('are check-ins: of one run under one id, with the schedule in minutes', () => {
    const [begun, ended] = payloads('checkIn')
    expect(begun).toEqual({
      check_in_id: ofKind('checkIn')[0]?.id,
      monitor_slug: 'nightly-report',
      status: 'in_progress',
      release: '1.2.3',
      environment: 'test',
      monitor_config: {
        schedule: { type: 'crontab', value: '0 3 * * *' },
        timezone: 'Europe/Berlin',
        checkin_margin: 1,
        max_runtime: 10,
        failure_issue_threshold: 2,
        recovery_threshold: 1,
      },
    })
    expect(ended).toMatchObject({
      check_in_id: '2'.repeat(32),
      status: 'ok',
      duration: 12.345,
      monitor_config: { schedule: { type: 'interval', value: 10, unit: 'minute' } },
    })
  })

  it('are what users say', () => {
    const [feedback] = payloads('feedback') as Event[]
    expect(feedback).toMatchObject({
      event_id: ofKind('feedback')[0]?.id,
      type: 'feedback',
      contexts: {
        feedback: {
          contact_email: 'somebody@example.com',
          associated_event_id: createSampleSignal(1).id,
          url: 'https://shop.example.com/cart',
        },
      },
    })
    expect(feedback).not.toHaveProperty('message')
  })

  it.skipIf(whyNoSchema)('are what users say, by the schema that Sentry has published', () => {
    for (const feedback of payloads('feedback') as Event[]) {
      const { type: _, ...event } = feedback
      expect(schemaProblems(readEventSchema(), asPublished(event))).toEqual([])
    }
  })

  it('are files, byte by byte, of the event that they belong to', () => {
    const envelopes = encode(ofKind('attachment'))
    expect(envelopes.map(([header]) => header)).toMatchObject([
      { event_id: createSampleSignal(1).id },
      { event_id: createSampleSignal(1).id },
    ])
    const [text, picture] = itemsOf(envelopes)
    expect(text?.[0]).toMatchObject({ type: 'attachment', content_type: 'text/plain' })
    const sent = ofKind('attachment')[0] as Extract<Signal, { kind: 'attachment' }>
    expect(text?.[0]['filename']).toBe(sent.name)
    const wanted = 'text' in sent.content ? sent.content.text : ''
    // Half a character is what UTF-8 has for one.
    expect(String(Buffer.from(text?.[1] as Uint8Array))).toBe(Buffer.from(wanted).toString())
    expect(picture?.[0]).toMatchObject({
      filename: 'screen.png',
      content_type: 'image/png',
      length: 12,
    })
    expect(Buffer.from(picture?.[1] as Uint8Array).toString('base64')).toBe('iVBORw0KGgoAAP//')
  })
})

describe('the sink', () => {
  it('sends the kinds that it is told to, and a page has no jobs', () => {
    const kindsOf = (by: Sink) =>
      samples.filter((signal) => by.accepts(signal)).map(({ kind }) => kind)
    expect(new Set(kindsOf(sink)).size).toBe(8)
    expect(kindsOf(sentry({ dsn, kinds: ['log'] }) as Sink)).toEqual(['log', 'log'])
    expect(kindsOf(pageSentry({ dsn }) as Sink)).not.toContain('checkIn')
    expect(new Set(kindsOf(pageSentry({ dsn }) as Sink)).size).toBe(7)
  })

  it('posts to a tunnel, and tells it which project is meant, without a secret', () => {
    const tunnelled = sentry({
      dsn: 'https://key:secret@sentry.test/path/7',
      tunnel: 'https://shop.example.com/relay',
    }) as Sink
    const [request] = tunnelled.encode([createSampleSignal(1)], sentAt, [])
    expect(request?.url).toBe('https://shop.example.com/relay')
    const [header] = parseEnvelope(request?.body ?? '')
    expect(header.dsn).toBe('https://key@sentry.test/path/7')
    expect(encode([createSampleSignal(1)])[0]?.[0]).not.toHaveProperty('dsn')
  })

  it.each([
    [{ dsn: 'nonsense' }, 'dsn'],
    [{ dsn, tunnel: 'ftp://shop.example.com' }, 'tunnel'],
    [{ dsn, tunnel: '//evil.example.com' }, 'tunnel'],
    // A place on a site is none where there is no site.
    [{ dsn, tunnel: '/relay' }, 'tunnel'],
    [{ dsn, tunnel: 7 }, 'tunnel'],
    [{ dsn, kinds: 'error' }, 'kinds'],
    [{ dsn, kinds: ['eror'] }, 'kinds'],
  ])('names what is wrong with %j', (options, option) => {
    const made = sentry(options as never)
    const problems = 'problems' in made ? made.problems : []
    expect(problems.map((problem) => problem.option)).toEqual([option])
  })
})

/** The same, as another signal. */
const again = (signal: Signal, index: number): Signal => ({
  ...signal,
  id: (1_000 + index).toString(16).padStart(32, '0') as Signal['id'],
})

const spoil = (payload: unknown): object => {
  const whole = Object(payload)
  const [first] = Object.keys(whole)
  const { [first ?? '']: _, ...rest } = whole
  return { ...rest, misspelt: true }
}
