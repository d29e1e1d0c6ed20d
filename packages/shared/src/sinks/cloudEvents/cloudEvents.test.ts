import { describe, expect, it } from 'vitest'
import type { UsageSignal } from '../../model/signal.ts'
import { wallTime } from '../../model/units.ts'
import { createSampleSignals } from '../../testing/sampleSignals.ts'
import { cloudEvents } from './cloudEvents.ts'
import type { CloudEventsOptions } from './cloudEventsOptions.ts'

const url = 'https://meter.test/api/v1/events'
const samples = createSampleSignals()
const [usage] = samples.filter((signal): signal is UsageSignal => signal.kind === 'usage')
if (!usage) throw new Error('no sample')

const open = (options: Partial<CloudEventsOptions> = {}) => {
  const sink = cloudEvents({ url, ...options })
  if ('problems' in sink) throw new Error(JSON.stringify(sink.problems))
  return sink
}

const encode = (signals: readonly UsageSignal[], options?: Partial<CloudEventsOptions>) =>
  open(options).encode(signals, wallTime(0), [])

const eventsOf = (changed: Partial<UsageSignal>, options?: Partial<CloudEventsOptions>) =>
  encode([{ ...usage, ...changed }], options).flatMap(({ body }) => JSON.parse(String(body)))

describe('cloudEvents', () => {
  it('takes usage, and nothing else', () => {
    const taken = samples.filter((signal) => open().accepts(signal))
    expect(new Set(taken.map(({ kind }) => kind))).toEqual(new Set(['usage']))
    const chosen = open({ accepts: ({ meter }) => meter === 'other' })
    expect(samples.filter(chosen.accepts)).toEqual([])
  })

  it('says what was used when and by whom', () => {
    const deltas = [
      { subject: 'acme', quantity: -1.5 },
      { subject: 'a/b', quantity: 2, id: 'order/7' },
    ]
    const shared = {
      specversion: '1.0',
      source: 'contract',
      type: 'api-requests',
      time: '2026-01-01T00:00:00.000Z',
    }
    expect(eventsOf({ deltas })).toEqual([
      { ...shared, id: `${usage.id}-0`, subject: 'acme', data: { value: -1.5 } },
      { ...shared, id: 'api-requests/a%2Fb/order%2F7', subject: 'a/b', data: { value: 2 } },
    ])
  })

  it('says it otherwise on demand', () => {
    const [event] = eventsOf(
      { deltas: [{ subject: 'acme', quantity: 3 }] },
      {
        source: '/production/checkout',
        type: (meter) => `com.example.${meter}`,
        data: ({ quantity }, { meter }) => ({ [meter]: quantity }),
      },
    )
    expect(event).toMatchObject({
      source: '/production/checkout',
      type: 'com.example.api-requests',
      data: { 'api-requests': 3 },
    })
  })

  it('makes a URI reference of any service', () => {
    const service = '\ud800 %zz:?'
    const [{ source }] = eventsOf({ resource: { ...usage.resource, service } })
    expect(decodeURIComponent(source)).toBe('%ud800 %zz:?')
  })

  it('posts some 500 events at once, and no signal in parts', () => {
    const deltas = Array.from({ length: 200 }, () => ({ subject: 'acme', quantity: 1 }))
    const many = Array.from({ length: 5 }, (_, index) => ({
      ...usage,
      id: `${index}` as never,
      deltas,
    }))
    expect(encode(many).map(({ ids }) => ids)).toEqual([['0', '1'], ['2', '3'], ['4']])
  })
})

describe('options', () => {
  it.each<[string, unknown]>([
    ['url', 'ftp://planted'],
    ['url', undefined],
    ['headers', { a: 'planted\n' }],
    ['compress', 'planted'],
    ['source', 'planted text'],
    ['source', ''],
    ['source', 7],
    ['type', 'planted'],
    ['data', {}],
    ['encode', () => 'planted'],
    ['kinds', ['error']],
    ['Source', 'planted'],
  ])('%s of %j is wrong, by its name and without its value', (option, value) => {
    const sink = cloudEvents({ url, [option]: value })
    expect(sink).toEqual({
      name: 'cloudEvents',
      problems: [{ option, expected: expect.any(String) }],
    })
    expect(JSON.stringify(sink)).not.toContain('planted')
  })

  it.each([undefined, null, 7, 'planted'])('of %s are none', (options) => {
    expect(cloudEvents(options as never)).toMatchObject({ problems: [{ option: 'url' }] })
  })

  it('that are undefined are as if they were absent', () => {
    const names = ['headers', 'name', 'accepts', 'compress', 'batch', 'source', 'type', 'data']
    expect(open(Object.fromEntries(names.map((name) => [name, undefined])))).toMatchObject({
      name: 'cloudEvents',
    })
  })
})
