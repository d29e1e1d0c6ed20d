import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SignalId } from '../../model/signal.ts'
import { wallTime } from '../../model/units.ts'
import { setUpPrometheus } from '../../testing/setUpPrometheus.ts'

type Bench = ReturnType<typeof setUpPrometheus>
const numberOf = (bench: Bench, wanted: string) =>
  bench.samples().find(({ name }) => name === wanted)?.value

describe('gauges of several workers', () => {
  const tell = (bench: Bench): void => {
    bench.gauge('queue', 5, { source: 'w1', time: 3_000 })
    bench.gauge('queue', 2, { source: 'w2', time: 5_000 })
    bench.gauge('queue', 4, { source: 'w3/t1', time: 4_000 })
  }

  it.each([
    ['sum', 11],
    ['max', 5],
    ['min', 2],
    ['last', 2],
  ] as const)('are one by %s', (gauges, value) => {
    const bench = setUpPrometheus({ gauges })
    tell(bench)
    expect(numberOf(bench, 'queue')).toBe(value)
    const own = setUpPrometheus({ metrics: { queue: { gauges } } })
    tell(own)
    expect(numberOf(own, 'queue')).toBe(value)
  })

  it('go with the worker, and with the threads in it; counts stay', () => {
    const bench = setUpPrometheus()
    tell(bench)
    bench.gauge('queue', 100, { source: 'w31' })
    bench.count('orders', 2, { source: 'w3' })
    bench.forget('w3')
    expect(numberOf(bench, 'queue')).toBe(107)
    for (const source of ['w1', 'w2', 'w31']) bench.forget(source)
    expect(bench.text()).not.toContain('queue')
    expect(numberOf(bench, 'orders_total')).toBe(2)
  })

  it('leave room, and their names, to those that come after', () => {
    const bench = setUpPrometheus({ maxSeries: 10 })
    for (let worker = 0; worker < 100; worker++) {
      const source = `w${worker}`
      bench.gauge('queue', 1, { source, attributes: { worker } })
      expect(bench.text()).toContain(`queue{worker="${worker}"} 1`)
      bench.forget(source)
    }
    expect(numberOf(bench, 'holdfast_prometheus_overflow_total')).toBe(0)
  })

  it('are none of an earlier life, nor older than what is known', () => {
    const bench = setUpPrometheus()
    bench.gauge('queue', 9, { time: 999 })
    expect(bench.text()).not.toContain('queue')
    bench.gauge('queue', 5, { time: 3_000 })
    bench.gauge('queue', 9, { time: 2_500 })
    expect(numberOf(bench, 'queue')).toBe(5)
  })

  it('are told by a clock that was set back', () => {
    const bench = setUpPrometheus()
    bench.gauge('queue', 5, { time: 90_000 })
    bench.setClock(500)
    bench.gauge('queue', 7, { time: 499 })
    expect(numberOf(bench, 'queue')).toBe(7)
    bench.gauge('queue', 9, { time: 498 })
    expect(numberOf(bench, 'queue')).toBe(7)
  })
})

it('adds up once what is told twice', () => {
  const bench = setUpPrometheus()
  const id = 'same' as SignalId
  const delta = {
    kind: 'metric',
    type: 'counter',
    name: 'orders',
    value: 3,
    attributes: {},
  } as const
  bench.add([{ ...delta, id, time: wallTime(2_000) }], 'w1')
  bench.add([{ ...delta, id, time: wallTime(2_000) }], 'w2')
  expect(numberOf(bench, 'orders_total')).toBe(3)
})

describe('what cannot be told', () => {
  const histogram = {
    ...{ count: 1, sum: 1, min: 1, max: 1, scale: 6, zeroCount: 0 },
    positive: { offset: -1, counts: [1] },
    negative: { offset: 0, counts: [] },
  }
  const positive = (counts: readonly number[], offset = 0) => ({ positive: { offset, counts } })

  it.each<[string, object]>([
    ['without an end', positive([Infinity])],
    ['below zero', positive([-1])],
    ['a part of one', positive([0.5])],
    ['a place between two', positive([1], 0.5)],
    ['counted without an end', { count: Infinity }],
    ['counted below zero', { count: -1 }],
    ['of no scale', { scale: 0.5 }],
  ])('is a count that is %s, which would never be written', (_, changed) => {
    const bench = setUpPrometheus()
    const told = { type: 'distribution', name: 'sizes', attributes: {} } as const
    const delta = { kind: 'metric', ...told, id: 'id' as SignalId, time: wallTime(2_000) } as const
    bench.add([{ ...delta, histogram: { ...histogram, ...changed } }], 'w1')
    expect(bench.text()).not.toContain('sizes')
    expect(numberOf(bench, 'holdfast_prometheus_refused_total')).toBe(1)
    bench.add([{ ...delta, id: 'other' as SignalId, histogram }], 'w1')
    expect(numberOf(bench, 'sizes_count')).toBe(1)
  })
})

const bounds = [-10, -1, 0, 0.001, 0.5, 1, 7, 100, 1_000]
const values = fc.array(
  fc.oneof(
    fc.constantFrom(...bounds),
    fc.integer({ min: -100, max: 2_000 }),
    // Of more than 4,000,000,000 times another, buckets are coarser.
    fc.double({ min: 1e-4, max: 1e4, noNaN: true }),
  ),
  { minLength: 1, maxLength: 40 },
)

describe('classic buckets', () => {
  it('count as a naive one does, but for what is within 1.1 % of a bound; and never less', () => {
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 5 }), (parts) => {
        const bench = setUpPrometheus({ metrics: { sizes: { buckets: bounds } } })
        const all: number[] = []
        let before = bounds.map(() => 0)
        for (const part of parts) {
          bench.record('sizes', part)
          all.push(...part)
          const counts = bench
            .samples()
            .filter(({ name }) => name === 'sizes_bucket')
            .map(({ value }) => value)
          expect(counts.at(-1)).toBe(all.length)
          for (const [place, bound] of bounds.entries()) {
            const count = counts[place] ?? Number.NaN
            const reach = bound + Math.abs(bound) * 0.011
            expect(count).toBeGreaterThanOrEqual(all.filter((value) => value <= bound).length)
            expect(count).toBeLessThanOrEqual(all.filter((value) => value <= reach).length)
            expect(count).toBeGreaterThanOrEqual(before[place] ?? 0)
          }
          before = counts
        }
      }),
    )
  })

  it('are exact at powers of four, where there are no others', () => {
    const bench = setUpPrometheus()
    bench.record('bytes', [1, 1.001, 4, 5, 16, 4 ** 15, 4 ** 15 + 1])
    const counts = bench
      .samples()
      .flatMap(({ name, value }) => (name === 'bytes_bucket' ? [value] : []))
    expect(counts.slice(0, 4)).toEqual([1, 3, 5, 5])
    expect(counts.slice(-2)).toEqual([6, 7])
  })

  it('do not lose a count where a later range makes buckets coarser', () => {
    const bench = setUpPrometheus({ metrics: { sizes: { buckets: [3.01, 3.1] } } })
    bench.record('sizes', [3.005, 3.05, 3.5])
    bench.record('sizes', [1e-9, 1e12])
    bench.record('sizes', [1e-200, 1e200])
    const counts = bench
      .samples()
      .flatMap(({ name, value }) => (name === 'sizes_bucket' ? [value] : []))
    expect(counts).toEqual([3, 4, 7])
  })
})

it('keeps to its room, however wide distributions are', () => {
  const bench = setUpPrometheus()
  const wide = Array.from({ length: 300 }, (_, step) => 1e-6 * 1.08 ** step)
  for (let user = 0; user < 2_000; user++) bench.record('took', wide, { attributes: { user } })
  const cells = bench
    .view()
    .families.flatMap(({ series }) => [...series.values()])
    .reduce((sum, one) => {
      const whole = one.type === 'distribution' ? one.whole : undefined
      return sum + (whole?.positive.counts.length ?? 0)
    }, 0)
  expect(cells).toBeLessThan(2 ** 20 + 2_000 * 160 + 2_048)
  expect(numberOf(bench, 'took_count')).toBe(300)
})
