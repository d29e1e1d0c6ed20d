import { expect, it } from 'vitest'
import { openMeter } from './openMeter.ts'
import { expectDelivered, secret, ship } from './testing/ship.ts'
import { startTarget, type TargetRequest } from './testing/startTarget.ts'

interface CloudEvent {
  readonly id: string
  readonly source: string
  readonly subject: string
  readonly data: { readonly value: number }
}

/** https://openmeter.io/docs/concepts/usage-events and https://github.com/cloudevents/spec */
const check = ({ path, headers, json }: TargetRequest): void => {
  expect(path).toBe('/api/v1/events')
  expect(headers.authorization).toMatch(new RegExp(`^Bearer ${secret}-\\d+$`))
  expect(headers['content-type']).toBe('application/cloudevents-batch+json')
  for (const event of json as readonly CloudEvent[]) {
    expect(event).toEqual({
      specversion: '1.0',
      id: expect.stringMatching(/./),
      source: expect.stringMatching(/./),
      type: expect.stringMatching(/./),
      subject: expect.stringMatching(/./),
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      data: { value: expect.any(Number) },
    })
  }
}

it('OpenMeter counts what was used, once, whatever the token', async () => {
  let asked = 0
  const target = await startTarget({ check, status: 204 })
  // The first token has run out.
  target.fail([401], [500])
  const sink = openMeter(target.url, async () => `${secret}-${++asked}`)
  const shipped = await ship(sink, { errors: 3, events: 0, uses: 250 })
  expect(target.problems).toEqual([])
  expectDelivered(shipped, 'openmeter', { usage: 250 })
  const events = target.taken.flatMap(({ json }) => json as readonly CloudEvent[])
  expect(new Set(events.map(({ id, source }) => `${source} ${id}`)).size).toBe(500)
  const used = events.filter(({ subject }) => subject === 'customer-2')
  expect(used.reduce((sum, { data }) => sum + data.value, 0)).toBe(250 * 1.5)
  expect(asked).toBe(target.taken.length + 2)
  expect(shipped.said.join()).not.toContain(secret)
})
