import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setUpPrometheus } from '../../testing/setUpPrometheus.ts'

type Bench = ReturnType<typeof setUpPrometheus>

const ownNames = /^(?:holdfast_prometheus_|target)/
const told = (bench: Bench, isOpen?: boolean) =>
  bench
    .samples(isOpen)
    .flatMap(({ family, name, labels, value }) =>
      ownNames.test(family) ? [] : [[name, labels, value] as const],
    )

const exemplar = (value: number) => ({
  value,
  time: 1_767_225_600_123 as never,
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
})

describe('what is told', () => {
  it('adds up, by the conventions of Prometheus', () => {
    const bench = setUpPrometheus({ buckets: [0.01, 0.05, 1] })
    bench.count('http.requests', 2, { attributes: { code: 200, ok: true } })
    bench.count('http.requests', 3, { attributes: { ok: true, code: 200 } })
    bench.count('jobs_total', 1)
    bench.gauge('queue', 7)
    bench.record('render.ms', [5, 10, 11, 50], { unit: 'millisecond' })
    bench.record('render.ms', [2_000], { unit: 'millisecond' })
    expect(told(bench)).toEqual([
      ['http_requests_total', { code: '200', ok: 'true' }, 5],
      ['jobs_total', {}, 1],
      ['queue', {}, 7],
      ['render_seconds_bucket', { le: '0.01' }, 2],
      ['render_seconds_bucket', { le: '0.05' }, 4],
      ['render_seconds_bucket', { le: '1.0' }, 4],
      ['render_seconds_bucket', { le: '+Inf' }, 5],
      ['render_seconds_sum', {}, 2.076],
      ['render_seconds_count', {}, 5],
    ])
    expect(told(bench, true)).toEqual(told(bench))
  })

  it('names type, unit and help in each format as that wants it', () => {
    const bench = setUpPrometheus({ metrics: { render: { help: 'How "long"\nit took\\' } } })
    bench.count('orders', 1)
    bench.record('render', [1], { unit: 'millisecond' })
    const text = bench.text()
    expect(text).toContain(
      '# HELP orders_total The counter "orders".\n# TYPE orders_total counter\n',
    )
    expect(text).toContain('# HELP render_seconds How "long"\\nit took\\\\\n')
    expect(text).not.toContain('UNIT')
    const open = bench.text(true)
    expect(open).toContain('# TYPE orders counter\norders_total 1\n')
    expect(open).toContain('# HELP render_seconds How \\"long\\"\\nit took\\\\\n')
    expect(open).toContain('# TYPE render_seconds histogram\n# UNIT render_seconds seconds\n')
    expect(open.endsWith('\n# EOF\n')).toBe(true)
  })

  it('calls a metric by its unit alone, and says none: a unit must be the end of a longer name', () => {
    const bench = setUpPrometheus()
    bench.record('seconds', [1], { unit: 'millisecond' })
    bench.record('bytes', [1], { unit: 'byte' })
    bench.gauge('bytes', 1, { unit: 'byte' })
    expect(bench.text(true)).not.toContain('UNIT')
    expect(bench.text(true)).toContain('# TYPE bytes_gauge gauge')
  })

  it.each([0.001, 0.07, 0.29, 0.57, 1.001, 1.005, 2.3, 4.35, 8.2, 16.1, 1_234.567])(
    'counts as below a bound of %d seconds what is as many milliseconds',
    (bound) => {
      const bench = setUpPrometheus({ buckets: [bound] })
      const milliseconds = Number(`${bound}e3`)
      bench.record('render', [milliseconds], { unit: 'millisecond' })
      expect(told(bench)[0]).toEqual([
        'render_seconds_bucket',
        { le: Number.isInteger(bound) ? `${bound}.0` : `${bound}` },
        1,
      ])
    },
  )

  it('says nothing of a program that is named by no text', () => {
    const bench = setUpPrometheus()
    const named = { name: 'test' }
    bench.introduce({
      service: { own: 1 } as never,
      release: 7 as never,
      sdk: named,
      runtime: named,
    })
    bench.count('orders', 1)
    expect(bench.text()).toContain('orders_total 1')
    expect(bench.text()).not.toContain('target_info')
  })

  it('says whose it is', () => {
    const bench = setUpPrometheus()
    const named = { name: 'test' }
    bench.introduce({ service: 'a"b', release: '1.4.2', sdk: named, runtime: named })
    bench.introduce({ service: 'other', sdk: named, runtime: named })
    const line = 'target_info{service_name="a\\"b",service_version="1.4.2"} 1'
    expect(bench.text()).toContain(`# TYPE target_info gauge\n${line}\n`)
    expect(bench.text(true)).toContain(`# TYPE target info\n${line}\n`)
  })

  it('has exemplars where OpenMetrics allows them, of traces only', () => {
    const bench = setUpPrometheus({ buckets: [0.01, 0.05] })
    bench.count('orders', 1, { exemplar: exemplar(1) })
    bench.count('odd', 1, { exemplar: { ...exemplar(1), traceId: '"} 5\nevil 1' } })
    bench.record('render', [7, 42, 43, 99], { unit: 'millisecond', exemplar: exemplar(42) })
    bench.record('render', [99], { unit: 'millisecond', exemplar: exemplar(99) })
    const ids = 'trace_id="0af7651916cd43dd8448eb211c80319c",span_id="b7ad6b7169203331"'
    const found = bench
      .samples(true)
      .flatMap(({ name, labels, exemplar }) => (exemplar ? [[name, labels['le'], exemplar]] : []))
    expect(found).toEqual([
      ['orders_total', undefined, `{${ids}} 1 1767225600.123`],
      ['render_seconds_bucket', '0.05', `{${ids}} 0.042 1767225600.123`],
      ['render_seconds_bucket', '+Inf', `{${ids}} 0.099 1767225600.123`],
    ])
    expect(ids.replace(/[",=]/g, '').length).toBeLessThan(128)
    expect(bench.text()).not.toContain('trace_id')
  })
})

describe('names that come to the same', () => {
  it('are one family where they are of one type, and say so', () => {
    const bench = setUpPrometheus()
    for (const name of ['a.b', 'a-b', 'a b', 'a/b', 'a+b']) bench.count(name, 1)
    expect(told(bench)).toEqual([['a_b_total', {}, 5]])
    expect(bench.text()).toContain('The counter "a.b", "a-b", "a b" and others.')
  })

  it('are told apart by their type, and by what that adds', () => {
    const bench = setUpPrometheus({ buckets: [], metrics: { orders: { buckets: [1] } } })
    bench.count('orders', 1)
    bench.gauge('orders!', 2)
    bench.record('orders?', [3])
    bench.record('sizes', [1])
    bench.gauge('sizes_count', 4)
    bench.gauge('sizes_count_gauge', 5)
    bench.gauge('orders_total', 6)
    bench.record('took', [1_000], { unit: 'millisecond' })
    bench.record('took_seconds', [1])
    const names = new Set(told(bench).map(([name]) => name.replace(/_(?:bucket|sum)$/, '_count')))
    expect([...names]).toEqual([
      'orders_total',
      'orders_gauge',
      'orders_distribution_count',
      'sizes_count',
      'sizes_count_gauge',
      'sizes_count_gauge_gauge',
      'orders_total_gauge',
      'took_seconds_count',
      'took_seconds_distribution_count',
    ])
  })

  it('of attributes stand in one label, and what has no value is no label', () => {
    const bench = setUpPrometheus({ metrics: { sizes: { buckets: [] } } })
    bench.count('orders', 1, { attributes: { 'a.b': '1', a_b: '2', empty: '' } })
    bench.count('orders', 1, { attributes: { a_b: '2', 'a.b': '1' } })
    bench.record('sizes', [1], { attributes: { le: 'x', __name__: 'y', '9': 'z' } })
    expect(told(bench)).toMatchObject([
      ['orders_total', { a_b: '1;2' }, 2],
      ['sizes_bucket', { le: '+Inf', exported_le: 'x', _name__: 'y', _9: 'z' }, 1],
      ['sizes_sum', {}, 1],
      ['sizes_count', {}, 1],
    ])
  })
})

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom(
      '"',
      '\\',
      '\n',
      '\r',
      '{',
      '}',
      ',',
      '=',
      ' ',
      '#',
      '_',
      '\0',
      'a',
      '\ud800',
      'é',
      ':',
    ),
  }),
  fc.constantFrom(
    'le',
    '__name__',
    'orders',
    'orders_total',
    'orders.total',
    '__proto__',
    'target',
  ),
)
const attributes = fc.dictionary(hostile, fc.oneof(hostile, fc.double(), fc.boolean()), {
  maxKeys: 4,
})

const tell = (bench: Bench, event: HostileEvent): void => {
  const { name, type, attributes, value, unit } = event
  const withUnit = { attributes, ...(unit && { unit }) }
  if (type === 'counter') bench.count(name, Math.abs(value), withUnit)
  else if (type === 'gauge') bench.gauge(name, value, withUnit)
  else bench.record(name, [value, 1], withUnit)
}

interface HostileEvent {
  readonly name: string
  readonly type: string
  readonly attributes: Readonly<Record<string, string | number | boolean>>
  readonly value: number
  readonly unit: string | undefined
}

const event: fc.Arbitrary<HostileEvent> = fc.record({
  name: hostile,
  type: fc.constantFrom('counter', 'gauge', 'distribution'),
  attributes,
  value: fc.double({ noNaN: true, noDefaultInfinity: true }),
  unit: fc.constantFrom(undefined, 'millisecond', 'byte', '"} 1\n'),
})

describe('whatever is counted', () => {
  it('can be read, and no series is there twice', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (events) => {
        const bench = setUpPrometheus()
        for (const one of events) tell(bench, one)
        expect(
          bench.samples(true).map(({ exemplar: _, family: __, ...rest }) => rest.name),
        ).toEqual(bench.samples().map(({ name }) => name))
        const counters = events.filter(({ type }) => type === 'counter')
        const refused = bench.samples().find(({ name }) => name.includes('refused'))
        expect(refused?.value).toBe(0)
        expect(bench.samples().filter(({ type }) => type === 'counter').length).toBeLessThanOrEqual(
          counters.length + 2,
        )
      }),
      { numRuns: 500 },
    )
  })

  it('keeps its values, character by character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }), (value) => {
        const bench = setUpPrometheus()
        bench.count('orders', 1, { attributes: { value } })
        const kept = value.replaceAll('\0', '\ufffd')
        expect(told(bench)).toEqual([['orders_total', { value: kept }, 1]])
      }),
    )
  })
})

describe('its room', () => {
  it('is bounded: what is too much is told as one series of its name, and counted', () => {
    const bench = setUpPrometheus({ maxSeries: 100 })
    for (let user = 0; user < 1_000; user++) bench.count('calls', 1, { attributes: { user } })
    bench.gauge('late', 3, { attributes: { user: 1 } })
    const samples = told(bench)
    expect(samples).toHaveLength(102)
    expect(samples.at(-2)).toEqual(['calls_total', { overflow: 'true' }, 900])
    expect(samples.at(-1)).toEqual(['late', { overflow: 'true' }, 3])
    const own = bench.samples().find(({ name }) => name.includes('overflow'))
    expect(own?.value).toBe(901)
  })

  it('is bounded by names, too: what finds none is refused, and counted', () => {
    const bench = setUpPrometheus({ maxSeries: 1 })
    for (let name = 0; name < 3_000; name++) bench.count(`n${name}`, 1)
    const samples = bench.samples()
    expect(samples.length).toBeLessThan(1_010)
    const refused = samples.find(({ name }) => name.includes('refused'))?.value ?? 0
    expect(refused + told(bench).length).toBe(3_000)
  })

  it('refuses what is no metric', () => {
    const bench = setUpPrometheus()
    bench.count('orders', Number.NaN)
    bench.count('orders', -1)
    bench.gauge('queue', Infinity)
    bench.add([null, {}, { type: 'distribution', name: 'x', attributes: {} }] as never, '')
    expect(told(bench)).toEqual([])
    expect(bench.text()).toContain('holdfast_prometheus_refused_total 6\n')
  })
})
