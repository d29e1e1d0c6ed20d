import { expect } from 'vitest'
import {
  startUsageServer,
  type UsageEntry,
  type UsageRequest,
  type UsageServer,
} from './startUsageServer.ts'

export const apiKey = 'rk_test_planted_secret'

/** As the documents of the API's v2 have it: sessions, and the stream of meter events. */
export interface Stripe extends UsageServer {
  readonly urls: { readonly url: string; readonly sessionUrl: string }
  /** Ends all sessions that there are. */
  expire(): void
  sessions(): number
}

const sessionPath = '/v2/billing/meter_event_session'
const streamPath = '/v2/billing/meter_event_stream'

export const startStripe = async (refuses: readonly string[] = []): Promise<Stripe> => {
  let count = 0
  let good = 1

  const openSession = ({ headers }: UsageRequest) => {
    if (headers.authorization !== `Bearer ${apiKey}`) return [401] as const
    count++
    const session = {
      id: `session_${count}`,
      object: 'v2.billing.meter_event_session',
      authentication_token: `token_planted_${count}`,
      created: '2026-01-01T00:00:00.000Z',
      expires_at: '2026-01-01T00:15:00.000Z',
    }
    return [200, {}, JSON.stringify(session)] as const
  }

  const server = await startUsageServer({
    read: (request) => {
      const entries = readMeterEvents(request)
      if (entries.some(({ meter }) => refuses.includes(meter))) throw new Error('refused')
      return entries
    },
    accepted: [200, {}, '{}'],
    answer: (request) => {
      expect(request.headers['stripe-version']).toMatch(/^\d{4}-\d\d-\d\d\.[a-z]+$/)
      if (request.path === sessionPath) return openSession(request)
      const [, number] =
        /^Bearer token_planted_(\d+)$/.exec(request.headers.authorization ?? '') ?? []
      return Number(number) >= good ? undefined : [401]
    },
  })
  return {
    ...server,
    urls: { url: server.url + streamPath, sessionUrl: server.url + sessionPath },
    expire: () => {
      good = count + 1
    },
    sessions: () => count,
  }
}

const readMeterEvents = ({ path, headers, text }: UsageRequest): UsageEntry[] => {
  expect(path).toBe(streamPath)
  expect(headers['content-type']).toBe('application/json')
  expect(headers['idempotency-key']).toMatch(/^[\da-f]{64}$/)
  const { events, ...others } = JSON.parse(text)
  expect(others).toEqual({})
  expect(events.length).toBeGreaterThan(0)
  expect(events.length).toBeLessThanOrEqual(100)
  return events.map((event: Record<string, unknown>) => {
    expect(event).toEqual({
      event_name: expect.stringMatching(/./),
      identifier: expect.stringMatching(/^[!-~]{1,100}$/),
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z$/),
      payload: {
        stripe_customer_id: expect.stringMatching(/^[^\p{Cs}\p{Cc}]+$/u),
        value: expect.stringMatching(/^-?\d+(?:\.\d+)?$/),
      },
    })
    const { stripe_customer_id: subject, value } = event['payload'] as Record<string, string>
    expect(String(value).replace(/\D/g, '').length).toBeLessThanOrEqual(15)
    return {
      id: String(event['identifier']),
      meter: String(event['event_name']),
      subject: String(subject),
      value: Number(value),
    }
  })
}
