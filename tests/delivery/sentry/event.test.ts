import type { Event } from '@sentry/core'
import { describe, expect, it } from 'vitest'
import { envelopesOf, eventsOf } from '../../harness/readTaken.ts'
import { startSink } from '../../harness/startSink.ts'
import { openMonitor } from '../openMonitor.ts'
import { compileEvents } from './compileEvents.ts'
import { asPublished, readEventSchema, whyNoSchema } from './eventSchema.ts'
import { schemaProblems } from './schemaProblems.ts'
import { captures, facts, type Sample, samples, sendSamples } from './sentSamples.ts'

const eventOf = async (sample: Sample): Promise<Event> => {
  const sink = await startSink()
  const monitor = openMonitor({ forSentry: sink, forHttp: sink }, facts)
  const id = captures[sample](monitor)
  await monitor.flush('10s')
  const [event, ...others] = eventsOf(sink)
  if (!event || others.length > 0) throw new Error(`The sink took ${others.length + 1} events.`)
  expect(event.event_id).toBe(id)
  return event
}

describe('an event that Sentry takes', () => {
  it('says which program it comes from, and when', async () => {
    const before = Date.now() / 1_000
    const event = await eventOf('plain')
    expect(event).toMatchObject({
      platform: 'node',
      level: 'error',
      release: '1.4.2',
      environment: 'staging',
      tags: { service: 'checkout', region: 'sa-east-1' },
      contexts: { runtime: { name: 'node', version: process.version } },
      sdk: { name: 'holdfast.node', version: expect.any(String) },
    })
    expect(event.timestamp).toBeGreaterThanOrEqual(Math.floor(before))
    expect(event.timestamp).toBeLessThanOrEqual(Date.now() / 1_000)
  })

  it('carries what the capture said', async () => {
    expect(await eventOf('rich')).toMatchObject({
      level: 'fatal',
      tags: { plan: 'pro', attempt: '3', paid: 'true', region: 'sa-east-1' },
      contexts: { order: { id: 'o-7', items: [{ sku: 'a', count: 2 }, null] } },
      user: { id: 'u-1', username: 'Ada', email: 'ada@example.com' },
    })
  })

  it('carries what the scope said, under what the capture said', async () => {
    expect(await eventOf('scoped')).toMatchObject({
      tags: { plan: 'pro', region: 'sa-east-1' },
      contexts: { cart: { total: 12.5 } },
      user: { id: 'u-2' },
    })
  })

  it('has the causes in the order of Sentry: the innermost first, the thrown one last', async () => {
    const { exception, message } = await eventOf('chain')
    expect(message).toBeUndefined()
    expect(exception?.values).toMatchObject([
      {
        type: 'TypeError',
        value: 'the socket is closed',
        mechanism: { type: 'chained', exception_id: 2, parent_id: 1, source: 'cause' },
      },
      {
        type: 'Error',
        value: 'no answer of the bank',
        mechanism: { type: 'chained', exception_id: 1, parent_id: 0, source: 'cause' },
      },
      {
        type: 'RangeError',
        value: 'the order failed',
        mechanism: { handled: true, exception_id: 0 },
      },
    ])
  })

  it('has what was told before, by whom it is known, and under which flags', async () => {
    expect(await eventOf('told')).toMatchObject({
      breadcrumbs: [
        { category: 'ui', level: 'info', message: 'cart opened', data: { items: 2 } },
        { category: 'app', level: 'warning', message: 'no answer' },
      ],
      fingerprint: ['orders', 'no-stock'],
      contexts: {
        flags: { values: [{ flag: 'newCheckout', result: true }] },
        Error: { code: 'ERR_NO_STOCK' },
      },
    })
  })

  it('has the errors of a group under the one that holds them', async () => {
    const { exception } = await eventOf('aggregate')
    const of = (index: number) => ({ exception_id: index, parent_id: 0 })
    expect(exception?.values).toMatchObject([
      { value: 'two', mechanism: { type: 'chained', source: 'errors[1]', ...of(2) } },
      { value: 'one', mechanism: { type: 'chained', source: 'errors[0]', ...of(1) } },
      { value: 'several', mechanism: { exception_id: 0, is_exception_group: true } },
    ])
  })

  it('has the frames in the order of Sentry: the innermost call last', async () => {
    const { exception } = await eventOf('chain')
    const frames = exception?.values?.at(-1)?.stacktrace?.frames ?? []
    const innermost = frames.at(-1)
    expect(innermost?.function).toBe('placeOrder')
    expect(innermost?.filename).toContain('sentSamples.ts')
    expect(innermost?.lineno).toBeGreaterThan(0)
    expect(innermost?.colno).toBeGreaterThan(0)
    expect(innermost?.in_app).toBe(true)
    const own = frames.findIndex((frame) => frame.filename?.includes('event.test.ts'))
    expect(own).toBeGreaterThanOrEqual(0)
    expect(own).toBeLessThan(frames.length - 1)
    const dependencies = frames.filter(({ filename }) => filename?.includes('/node_modules/'))
    expect(dependencies.filter((frame) => frame.in_app)).toEqual([])
  })

  it('has a message, and no exception, where nothing was thrown', async () => {
    const event = await eventOf('message')
    expect(event).toMatchObject({ message: 'told, not thrown', level: 'warning' })
    expect(event.exception).toBeUndefined()
  })

  it('has what is hard to write as it was, but for half of a pair, which Sentry refuses', async () => {
    const { exception, tags } = await eventOf('awkward')
    expect(exception?.values?.[0]?.value).toBe('Grüße 🚀 "quoted" \\ \r\n \u2028 \u0000 \ufffd')
    expect(tags).toMatchObject({ 'a-name-with-spaces': 'Grüße 🚀' })
  })
})

describe('an envelope', () => {
  it('has one event, and a header that names it and says when it was sent', async () => {
    const sink = await startSink()
    const monitor = openMonitor({ forSentry: sink, forHttp: sink }, facts)
    const id = monitor.captureError(new Error('one'))
    monitor.captureError(new Error('two'))
    await monitor.flush('10s')
    const envelopes = envelopesOf(sink)
    expect(envelopes.map(([, items]) => items.length)).toEqual([1, 1])
    const [header] = envelopes[0] ?? []
    expect(header).toMatchObject({ event_id: id, sdk: { name: 'holdfast.node' } })
    const sentAt = String((header as { readonly sent_at?: unknown }).sent_at)
    expect(new Date(sentAt).toISOString()).toBe(sentAt)
  })
})

describe('all samples', () => {
  it('compile as the type Event of @sentry/core', async () => {
    const events = await sendSamples()
    expect([...events.keys()].sort()).toEqual([...samples].sort())
    expect(compileEvents([...events.values()])).toEqual([])
  })

  it('would not compile if a member were wrong', async () => {
    const event = await eventOf('plain')
    expect(compileEvents([{ ...event, timestamp: 'now' }])).toHaveLength(1)
    expect(compileEvents([{ ...event, enviroment: 'misspelt' }])).toHaveLength(1)
  })

  it('keep to the schema of Sentry', async ({ skip }) => {
    skip(whyNoSchema !== undefined, whyNoSchema)
    const schema = readEventSchema()
    for (const [name, event] of await sendSamples()) {
      expect(schemaProblems(asPublished(event), schema), name).toEqual([])
    }
  })

  it('would not keep to it if a member were wrong', async ({ skip }) => {
    skip(whyNoSchema !== undefined, whyNoSchema)
    const schema = readEventSchema()
    const event = await eventOf('plain')
    const wrong = { level: 'bad', enviroment: 'misspelt', exception: { values: [{ type: 7 }] } }
    expect(schemaProblems({ ...event, ...wrong }, schema).length).toBeGreaterThanOrEqual(3)
  })
})
