import { sentry } from '@holdfast/shared/sinks/sentry'
import { type Envelope, parseEnvelope } from '@sentry/core'
import { expect, it } from 'vitest'

type Sink = Extract<ReturnType<typeof sentry>, { encode: unknown }>
type Loss = Parameters<Sink['encode']>[2][number]

const sink = sentry({ dsn: 'https://key@sentry.test/1' }) as Sink
const sentAt = 1_767_225_600_500 as Parameters<Sink['encode']>[1]

const encode = (losses: readonly Loss[]): readonly Envelope[] =>
  sink.encode([], sentAt, losses).map(({ body }) => parseEnvelope(body))

/** Of the enumeration in Sentry's documents, and of no other. */
const words: Readonly<Record<Loss['reason'], string>> = {
  outboxFull: 'queue_overflow',
  rejected: 'send_error',
  tooLarge: 'send_error',
  sinkFailed: 'internal_sdk_error',
  closed: 'network_error',
  dropped: 'before_send',
  filtered: 'event_processor',
  noise: 'event_processor',
  repeated: 'event_processor',
  rateCapped: 'event_processor',
  sampledOut: 'sample_rate',
  noConsent: 'event_processor',
  forgotten: 'event_processor',
  expired: 'cache_overflow',
  storeFull: 'cache_overflow',
}
const reasons = Object.keys(words) as readonly Loss['reason'][]

it('tells each loss in the words of Sentry, in one item that Sentry can read', () => {
  const losses = reasons.map((reason, index) => ({
    kind: 'error' as const,
    reason,
    count: index + 1,
  }))
  const [envelope, ...others] = encode(losses)
  expect(others).toEqual([])
  expect(envelope?.[1]).toEqual([
    [
      { type: 'client_report' },
      {
        timestamp: 1_767_225_600.5,
        discarded_events: losses.map(({ reason, count }) => ({
          reason: words[reason],
          category: 'error',
          quantity: count,
        })),
      },
    ],
  ])
  expect(envelope?.[0]).toEqual({ sent_at: '2026-01-01T00:00:00.500Z' })
})

it('names no signal, so that nothing hangs on it', () => {
  const requests = sink.encode([], sentAt, [{ kind: 'error', reason: 'rejected', count: 1 }])
  expect(requests.map(({ ids }) => ids)).toEqual([[]])
})

it('says nothing where there is nothing to say', () => {
  expect(encode([])).toEqual([])
})

it('counts each kind as what Sentry calls it', () => {
  const kinds = {
    error: 'error',
    log: 'log_item',
    event: 'log_item',
    metric: 'trace_metric',
    session: 'session',
    checkIn: 'monitor',
    feedback: 'feedback',
    attachment: 'attachment_item',
  } as const satisfies Readonly<Record<Exclude<Loss['kind'], 'envelope' | 'usage'>, string>>
  for (const [kind, category] of Object.entries(kinds)) {
    const [envelope] = encode([{ kind: kind as Loss['kind'], reason: 'outboxFull', count: 3 }])
    expect(envelope?.[1]).toMatchObject([
      [{ type: 'client_report' }, { discarded_events: [{ category, quantity: 3 }] }],
    ])
  }
})
