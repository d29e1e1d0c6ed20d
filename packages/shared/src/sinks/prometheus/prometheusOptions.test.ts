import { expect, it } from 'vitest'
import { readPrometheusOptions } from './prometheusOptions.ts'

it('names each option that is wrong', () => {
  const wrong = {
    name: '',
    buckets: [2, 1],
    gauges: 'mean',
    metrics: { orders: { help: 1, buckets: 'x', gauges: 'y', hlep: '' }, queue: 5 },
    maxSeries: 0,
    exemplars: 1,
    gather: 'no',
    patience: 'soon',
    bucket: [],
  }
  const { problems } = readPrometheusOptions(wrong as never)
  expect(problems.map(({ option }) => option)).toEqual([
    'name',
    'buckets',
    'gauges',
    'metrics.orders.help',
    'metrics.orders.buckets',
    'metrics.orders.gauges',
    'metrics.queue',
    'maxSeries',
    'exemplars',
    'gather',
    'patience',
    'bucket',
    'metrics.orders.hlep',
  ])
})

it.each([
  [undefined],
  [{}],
  [{ name: undefined, buckets: undefined, metrics: undefined, patience: undefined } as never],
  [{ buckets: [], metrics: { orders: {}, __proto__: { help: 'x' } } }],
  [{ buckets: [-1, 0, 0.5], gauges: 'last', maxSeries: 1, patience: 0, gather: false } as const],
])('takes what is right: %j', (options) => {
  expect(readPrometheusOptions(options).problems).toEqual([])
})

it.each([
  [null],
  ['buckets'],
  [{ metrics: null }],
  [{ buckets: [Number.NaN] }],
  [{ buckets: [1, Infinity] }],
])('takes nothing else: %j', (options) => {
  expect(readPrometheusOptions(options as never).problems).toHaveLength(1)
})
