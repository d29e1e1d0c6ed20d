import { expect, it } from 'vitest'
import { postHog } from './postHog.ts'
import { expectDelivered, secret, ship } from './testing/ship.ts'
import { startTarget, type TargetRequest } from './testing/startTarget.ts'

interface Batch {
  readonly api_key: string
  readonly historical_migration: boolean
  readonly batch: readonly Readonly<Record<string, unknown>>[]
}

/** https://posthog.com/docs/api/capture and …/docs/data/ingestion-warnings */
const check = ({ path, headers, text, json }: TargetRequest): void => {
  expect(path).toBe('/batch/')
  expect(headers['content-type']).toBe('application/json')
  expect(Buffer.byteLength(text)).toBeLessThan(20_000_000)
  const { api_key, batch } = json as Batch
  expect(api_key).toBe(`phc_${secret}`)
  for (const event of batch) {
    expect(event).toMatchObject({
      uuid: expect.stringMatching(/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/),
      event: expect.stringMatching(/./),
      distinct_id: expect.stringMatching(/./),
    })
    expect(new Date(String(event['timestamp'])).toISOString()).toBe(event['timestamp'])
    expect(event['distinct_id']).not.toMatch(/^(?:null|undefined|guest|anonymous)$/)
    expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(1_000_000)
  }
}

it('PostHog gets events, of no person where there is no user', async () => {
  const target = await startTarget({ check })
  target.fail([503], [503])
  const shipped = await ship(postHog(target.url, `phc_${secret}`), { errors: 3, events: 700 })
  expect(target.problems).toEqual([])
  expectDelivered(shipped, 'posthog', { event: 700 })
  const events = target.taken.flatMap(({ json }) => (json as Batch).batch)
  expect(new Set(events.map(({ uuid }) => uuid)).size).toBe(700)
  expect(events).toHaveLength(700)
  expect(events[0]).toMatchObject({
    event: 'order.placed',
    distinct_id: 'service:checkout',
    properties: { customer: 'customer-0', $process_person_profile: false },
  })
  expect(shipped.said.join()).not.toContain(secret)
})
