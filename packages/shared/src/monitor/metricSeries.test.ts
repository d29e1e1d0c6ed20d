import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTotals } from '../aggregate/createTotals.ts'
import { counted, distributed, gauged, timed } from '../aggregate/series.ts'
import type { MetricFact } from '../model/signal.ts'
import { wallTime } from '../model/units.ts'
import { setUpMetrics } from '../testing/setUpMetrics.ts'

const sumOf = (facts: readonly MetricFact[]): number =>
  facts.reduce((sum, fact) => sum + (fact.type === 'counter' ? fact.value : 0), 0)

describe('series', () => {
  it('are one fact each, since when it was last told', () => {
    const { count, gauge, time, drain, changes } = setUpMetrics()
    for (let call = 0; call < 100; call++) {
      count('orders', 2, { country: 'BR', paid: true })
      count('orders', 1, { paid: true, country: 'BR' })
      count('orders', 1, { paid: 'true', country: 'BR' })
      gauge('queue', call, undefined)
      time('render', 1 + (call % 2), { page: 'cart' })
    }
    expect(changes()).toBe(1)
    const attributes = { country: 'BR', paid: true }
    const started = 1_000
    expect(drain()).toEqual([
      { kind: 'metric', type: 'counter', name: 'orders', attributes, value: 300, started },
      {
        kind: 'metric',
        type: 'counter',
        name: 'orders',
        attributes: { paid: 'true', country: 'BR' },
        value: 100,
        started,
      },
      { kind: 'metric', type: 'gauge', name: 'queue', attributes: {}, value: 99 },
      {
        kind: 'metric',
        type: 'distribution',
        unit: 'millisecond',
        name: 'render',
        attributes: { page: 'cart' },
        started,
        histogram: expect.objectContaining({ count: 100, sum: 150, min: 1, max: 2 }),
      },
    ])
    expect(drain()).toEqual([])
    count('orders', 1, attributes)
    expect(changes()).toBe(2)
    expect(drain()).toMatchObject([{ value: 1, started: 1_002 }])
  })

  it('tell apart whatever differs in a name, a value or its type, and nothing else', () => {
    const value = fc.oneof(
      fc.constantFrom<string | number | boolean | undefined>('1', 1, true, 'true', '', undefined),
      fc.string({ maxLength: 2 }),
    )
    const name = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor', '1', 'toString')
    const one = fc.array(fc.tuple(name, value), { maxLength: 4 })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), (calls) => {
        const { count, bind, drain } = setUpMetrics()
        const naive = new Map<string, number>()
        for (const [index, entries] of calls.entries()) {
          const attributes = Object.fromEntries(entries)
          const told = Object.entries(attributes).filter(([, one]) => one !== undefined)
          const key = JSON.stringify(told.sort(([x], [y]) => (x < y ? -1 : 1)))
          naive.set(key, (naive.get(key) ?? 0) + 1)
          if (index % 2 > 0) count('n', 1, attributes)
          else bind(counted, 'n', attributes)(1, undefined)
        }
        const drained = drain().map(({ attributes, ...fact }) => {
          const sorted = Object.entries(attributes).sort(([x], [y]) => (x < y ? -1 : 1))
          return [JSON.stringify(sorted), fact.type === 'counter' ? fact.value : 0] as const
        })
        expect(new Map(drained)).toEqual(naive)
        expect(drained).toHaveLength(naive.size)
      }),
    )
  })

  it('go by what an object says when it is told, not by which object it is', () => {
    const { count, drain } = setUpMetrics()
    const attributes = { country: 'BR' }
    count('orders', 1, attributes)
    attributes.country = 'DE'
    count('orders', 1, attributes)
    count('orders', 1, attributes)
    expect(drain()).toMatchObject([{ value: 1 }, { attributes: { country: 'DE' }, value: 2 }])
  })

  it('are the same bound and unbound, with attributes of a value on top, over drains', () => {
    const { bind, count, drain } = setUpMetrics(4)
    const add = bind(counted, 'orders', { country: 'BR' })
    for (let round = 0; round < 3; round++) {
      add(1, undefined)
      add(1, { plan: 'pro' })
      count('orders', 1, { plan: 'pro', country: 'BR' })
      expect(drain()).toMatchObject([
        { attributes: { country: 'BR' }, value: 1 },
        { attributes: { country: 'BR', plan: 'pro' }, value: 2 },
      ])
      // So many that what does not change is left out.
      for (let other = 0; other < 9; other++) count('orders', 1, { other })
      drain()
      drain()
    }
  })
})

describe('views', () => {
  it('deltas add up to what it is in all, however often they are taken', () => {
    const call = fc.record({
      kind: fc.constantFrom(counted, gauged, timed, distributed),
      value: fc.integer({ min: 0, max: 1_000 }),
      plan: fc.constantFrom('free', 'pro'),
      isDrained: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(call, { maxLength: 100 }), (calls) => {
        const often = setUpMetrics()
        const once = setUpMetrics()
        const totals = createTotals()
        for (const { kind, value, plan, isDrained } of calls) {
          const name = `${kind.type}.${kind.unit ?? ''}`
          for (const one of [often, once]) one.recorder(kind)(name, value, { plan })
          if (isDrained) for (const fact of often.drain()) totals.add(fact)
        }
        for (const fact of often.drain()) totals.add(fact)
        const inOrder = (facts: readonly MetricFact[]) =>
          facts.map((fact) => JSON.stringify(fact, replaceStarted)).sort()
        expect(inOrder(totals.view())).toEqual(inOrder(once.drain()))
      }),
    )
  })

  it('tell since when it is, and stay bounded', () => {
    const totals = createTotals()
    const fact = { kind: 'metric', type: 'counter', name: 'n', value: 1 } as const
    const adds = Array.from({ length: 10_500 }, (_, user) =>
      totals.add({ ...fact, attributes: { user }, started: wallTime(50 - (user % 50)) }),
    )
    expect(adds).not.toContain(false)
    expect(totals.view()).toHaveLength(10_001)
    expect(totals.view().at(-1)).toMatchObject({
      attributes: { overflow: true },
      value: 500,
      started: 1,
    })
    expect(sumOf(totals.view())).toBe(10_500)
    for (let name = 0; name < 2_000; name++) {
      totals.add({ ...fact, name: String(name), attributes: {} })
    }
    expect(totals.view()).toHaveLength(11_000)
    expect(totals.add({ ...fact, name: 'one more', attributes: {} })).toBe(false)
  })
})

const replaceStarted = (name: string, value: unknown): unknown =>
  name === 'started' ? undefined : value
