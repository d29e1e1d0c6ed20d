import { assert, property, string, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UsageSignal } from '../../model/signal.ts'
import { monotonicTime, wallTime } from '../../model/units.ts'
import type { WireRequest } from '../../ports/wire.ts'
import { createSampleSignals } from '../../testing/sampleSignals.ts'
import { createStripeMeters, type StripeHost } from './stripeMeters.ts'
import type { StripeMetersOptions } from './stripeOptions.ts'

const samples = createSampleSignals()
const [usage] = samples.filter((signal): signal is UsageSignal => signal.kind === 'usage')
if (!usage) throw new Error('no sample')

const host: StripeHost = {
  isShared: true,
  clock: { now: () => monotonicTime(0) },
  fetch: async () => ({ ok: true, json: async () => ({ authentication_token: 'token' }) }),
  AbortSignal,
}

const open = (options: Partial<StripeMetersOptions> = {}) => {
  const sink = createStripeMeters({ apiKey: 'rk_test', ...options }, host)
  if ('problems' in sink) throw new Error(JSON.stringify(sink.problems))
  return sink
}

const eventsOf = (changed: Partial<UsageSignal>, options?: Partial<StripeMetersOptions>) =>
  open(options)
    .encode([{ ...usage, ...changed }], wallTime(0), [])
    .flatMap(({ body }) => JSON.parse(String(body)).events)

describe('stripeMeters', () => {
  it('says what was used when and by which customer', async () => {
    const deltas = [
      { subject: 'acme', quantity: -12 },
      { subject: 'free', quantity: 1 },
      { subject: 'initech', quantity: 2, id: 'order/7' },
    ]
    const shared = { event_name: 'api_requests', timestamp: '2026-01-01T00:00:00.000Z' }
    const options: Partial<StripeMetersOptions> = {
      eventNames: { 'api-requests': 'api_requests' },
      customerOf: (subject, meter) =>
        subject === 'free' ? undefined : `cus_${subject}_${meter.length}`,
    }
    expect(eventsOf({ deltas }, options)).toEqual([
      {
        ...shared,
        identifier: `${usage.id}-0`,
        payload: { stripe_customer_id: 'cus_acme_12', value: '-12' },
      },
      {
        ...shared,
        identifier: 'api-requests/initech/order%2F7',
        payload: { stripe_customer_id: 'cus_initech_12', value: '2' },
      },
    ])
    const sink = open(options)
    const [request] = sink.encode([usage], wallTime(0), [])
    const finished = await sink.finish?.(request as WireRequest, { isLast: false })
    expect(finished).toMatchObject({
      url: 'https://meter-events.stripe.com/v2/billing/meter_event_stream',
      headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
    })
    expect(JSON.stringify(finished)).not.toContain('rk_test')
  })

  it('takes usage of which a part is for Stripe, and what it cannot tell so that it is booked', () => {
    const taken = (customerOf: StripeMetersOptions['customerOf']): number =>
      samples.filter((signal) => open({ ...(customerOf && { customerOf }) }).accepts(signal)).length
    expect(taken(undefined)).toBe(1)
    expect(taken((subject) => (subject === 'acme' ? 'cus_1' : undefined))).toBe(1)
    expect(taken(() => undefined)).toBe(0)
    expect(
      taken(() => {
        throw new Error('no connection')
      }),
    ).toBe(1)
    expect(samples.filter(open({ accepts: () => false }).accepts)).toEqual([])
  })

  it('names each use of its own, within what Stripe allows, whatever it is called', () => {
    const names = tuple(
      string({ unit: 'binary' }),
      string({ unit: 'binary' }),
      string({ unit: 'binary' }),
    )
    const identifierOf = ([meter, subject, id]: readonly string[]): string =>
      eventsOf(
        { meter: meter ?? '', deltas: [{ subject: subject ?? '', quantity: 1, id }] },
        { customerOf: () => 'cus_1' },
      )[0].identifier
    assert(
      property(names, names, (first, second) => {
        expect(identifierOf(first)).toMatch(/^[!-~]{1,100}$/)
        const isSame = JSON.stringify(first) === JSON.stringify(second)
        expect(identifierOf(first) === identifierOf(second)).toBe(isSame)
      }),
    )
    const long = 'x'.repeat(5_000)
    const all = [`${long}1`, `${long}2`, `${long}\ud800`, `${long}\ud801`, `${long}\ufffd`]
    expect(new Set(all.map((id) => identifierOf(['m', 's', id]))).size).toBe(all.length)
  })

  it.each([
    [401, {}, 'retryable'],
    [409, {}, 'retryable'],
    [402, { 'stripe-should-retry': 'true' }, 'retryable'],
    [400, { 'stripe-should-retry': 'false' }, 'rejected'],
    [403, {}, 'rejected'],
    [404, {}, 'rejected'],
  ])('reads %i with %j as %s', (status, headers, type) => {
    const request = { url: '', headers: {}, body: '', ids: [usage.id] }
    const answer = { type: 'answer', status, headers } as const
    expect(open().interpret(answer, wallTime(0), request).type).toBe(type)
  })
})

describe('options', () => {
  it.each<[string, unknown]>([
    ['apiKey', undefined],
    ['apiKey', ''],
    ['apiKey', 'planted\n'],
    ['apiKey', { planted: true }],
    ['eventNames', ['planted', 7]],
    ['eventNames', { api: '' }],
    ['customerOf', { planted: 'cus_1' }],
    ['url', 'planted'],
    ['url', 'http://planted.example.com'],
    ['url', 'http://localhost.planted.example.com'],
    ['sessionUrl', 'http://127.0.0.1.planted.example.com/'],
    ['sessionUrl', 'https://planted:secret@stripe.test'],
    ['accepts', 'planted'],
    ['headers', { a: 'planted' }],
    ['compress', true],
    ['apikey', 'planted'],
  ])('%s of %j is wrong, by its name and without its value', (option, value) => {
    const sink = createStripeMeters({ apiKey: 'rk_planted', [option]: value }, host)
    expect(sink).toEqual({ name: 'stripe', problems: [{ option, expected: expect.any(String) }] })
    expect(JSON.stringify(sink)).not.toContain('planted')
  })

  it.each([undefined, null, 7])('of %s are none', (options) => {
    expect(createStripeMeters(options as never, host)).toMatchObject({
      problems: [{ option: 'apiKey' }],
    })
  })

  it('that are undefined are as if they were absent', () => {
    const names = ['name', 'accepts', 'batch', 'url', 'eventNames', 'customerOf', 'sessionUrl']
    expect(open(Object.fromEntries(names.map((name) => [name, undefined]))).name).toBe('stripe')
  })
})
