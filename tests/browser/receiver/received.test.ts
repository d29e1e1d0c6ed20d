import type { Event } from '@sentry/core'
import { describe, expect, it } from 'vitest'
import { useChromium } from '../useChromium.ts'
import { findInOrder } from './findInOrder.ts'
import type { ReceivedItem } from './readStream.ts'
import { searchReceived } from './searchReceived.ts'
import { runtimes, type Sender } from './sendFrom.ts'
import { type Receiver, startReceiver } from './startReceiver.ts'

const chromium = useChromium()

interface Received {
  readonly receiver: Receiver
  readonly id: string
  readonly item: ReceivedItem
  readonly event: Event
}

const receiveFrom = async ({ send }: Sender): Promise<Received> => {
  const receiver = await startReceiver()
  const id = await send(receiver.dsn, chromium())
  const [item, ...others] = await receiver.waitFor('event')
  if (!item || others.length > 0) throw new Error('The receiver has more than one event.')
  return { receiver, id, item, event: item.payload as Event }
}

/** From the function that failed inwards; what calls it is the runtime's own. */
const callsOf = (event: Event, index: number): readonly string[] => {
  const frames = event.exception?.values?.[index]?.stacktrace?.frames ?? []
  const own = frames.slice(frames.findIndex((frame) => frame.function === 'failCheckout'))
  return own.map((frame) => `${frame.function} ${frame.in_app ? 'app' : 'other'}`)
}

const outerCalls = [
  'failCheckout app',
  'checkOut app',
  'Array.forEach other',
  'placeOrder app',
] as const

const flags = [
  { flag: 'newCheckout', result: true },
  { flag: 'oldBasket', result: false },
] as const

describe.each(runtimes)('a receiver of what $name sends', (sender) => {
  it('has read all of the event', async () => {
    const { id, item, event } = await receiveFrom(sender)
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    expect(item.envelope).toMatchObject({ event_id: id, sdk: { name: sender.sdk } })
    expect(item.contentType).toBe(sender.contentType)
    expect(event).toMatchObject({
      event_id: id,
      platform: sender.platform,
      level: 'fatal',
      release: '1.4.2',
      environment: 'staging',
      user: { id: 'u-7', username: 'Ada', email: 'ada@example.com' },
      fingerprint: ['checkout', 'no-answer'],
      contexts: {
        order: { id: 'o-7', total: 12.5, items: [{ sku: 'tea', count: 2 }] },
        flags: { values: flags },
        TypeError: { code: 'ERR_NO_ANSWER' },
      },
    })
    expect(event.tags).toEqual({
      service: 'checkout',
      plan: 'pro',
      attempt: '3',
      paid: 'false',
      region: 'sa-east-1',
    })
    expect(event.breadcrumbs).toMatchObject([
      { category: 'navigation', level: 'info', message: 'to the basket', data: { items: 2 } },
      { category: 'ui.click', level: 'info', message: 'button#buy' },
      { category: 'console', level: 'debug', message: 'stock is low' },
      { category: 'http', level: 'warning', message: 'POST /charges', data: { status: 504 } },
    ])
    expect(event.exception?.values).toMatchObject([
      {
        type: 'TypeError',
        value: 'no answer about o-7',
        mechanism: { type: 'chained', exception_id: 1, parent_id: 0, source: 'cause' },
      },
      { type: 'RangeError', value: 'the order failed', mechanism: { exception_id: 0 } },
    ])
    expect(callsOf(event, 0)).toEqual([...outerCalls, 'chargeCard app'])
    expect(callsOf(event, 1)).toEqual(outerCalls)
    expect(event.exception?.values?.[0]?.stacktrace?.frames?.at(-1)).toMatchObject({
      filename: expect.stringContaining(sender.file),
      lineno: expect.any(Number),
      colno: expect.any(Number),
    })
  })

  it('tells it to who searches for errors', async () => {
    const { receiver } = await receiveFrom(sender)
    const [text = '', ...others] = await searchReceived(receiver.url, 'search_errors')
    expect(others).toEqual([])
    const told = [
      'RangeError: the order failed',
      'failCheckout',
      'checkOut',
      'Array.forEach',
      'placeOrder',
      'TypeError: no answer about o-7',
      'chargeCard',
      '**plan**: pro',
      '"flag": "newCheckout"',
      '"sku": "tea"',
    ]
    expect(findInOrder(text, told)).toEqual(told)
  })
})

describe('the receiver', () => {
  it('takes what it cannot read with the same status, so that only what it has read counts', async () => {
    const receiver = await startReceiver()
    const post = (body: string) =>
      fetch(`${receiver.url}/api/42/envelope/`, { method: 'POST', body })
    const answers = [
      await post('no envelope'),
      await post('{}\n{"type":"event"\n{"message":"torn"}\n'),
      await post('{}\n{"type":"event"}\n{"message":"whole"}\n'),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    await receiver.waitFor('event')
    expect(receiver.items().map(({ payload }) => payload)).toMatchObject([{ message: 'whole' }])
  })
})
