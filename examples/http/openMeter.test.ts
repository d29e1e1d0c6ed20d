import { expect, it } from 'vitest'
import { openMeter } from './openMeter.ts'
import { expectDelivered, secret, ship } from './testing/ship.ts'
import { startTarget, type TargetRequest } from './testing/startTarget.ts'

type CloudEvent = Readonly<Record<string, unknown>>

/** https://openmeter.io/docs/metering/events/usage-events and https://github.com/cloudevents/spec */
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
      datacontenttype: 'application/json',
      data: expect.any(Object),
    })
  }
}

it('OpenMeter counts each event once, whatever the token', async () => {
  let asked = 0
  const target = await startTarget({ check, status: 204 })
  // The first token has run out.
  target.fail([401], [500])
  const sink = openMeter(target.url, async () => `${secret}-${++asked}`)
  const shipped = await ship(sink, { errors: 3, events: 250 })
  expect(target.problems).toEqual([])
  expectDelivered(shipped, 'openmeter', { event: 250 })
  const events = target.taken.flatMap(({ json }) => json as readonly CloudEvent[])
  expect(new Set(events.map(({ id, source }) => `${source} ${id}`)).size).toBe(250)
  expect(asked).toBe(target.taken.length + 2)
  expect(shipped.said.join()).not.toContain(secret)
})

it('OpenMeter gets nothing that cannot be counted for somebody', () => {
  const sink = openMeter('https://meter.test', () => 'token')
  const event = { kind: 'event', attributes: {}, scope: {} }
  expect('accepts' in sink && sink.accepts(event as never)).toBe(false)
})
