import { expect, it } from 'vitest'
import type { Arrival } from '../model/arrival.ts'
import { createArrivals } from './arrivals.ts'

const toArrival = (id: string, sink: Arrival['sink'] = 'http'): Arrival => ({
  id,
  sink,
  kind: 'error',
  time: 0,
  runtime: 'node',
  type: 'Error',
  message: id,
})

it('counts an id once for each sink', () => {
  const arrivals = createArrivals()
  arrivals.add([toArrival('a'), toArrival('b'), toArrival('a'), toArrival('a', 'sentry')])
  expect(arrivals.total()).toBe(3)
  expect(arrivals.count({ runtime: 'node', sink: 'http', kind: 'error' })).toBe(2)
  expect(arrivals.count({ runtime: 'node', sink: 'sentry', kind: 'error' })).toBe(1)
  expect(arrivals.count({ runtime: 'edge', sink: 'http', kind: 'error' })).toBe(0)
})

it('gives the news once, and of many the last', () => {
  const arrivals = createArrivals()
  const ids = Array.from({ length: 20 }, (_, index) => String(index))
  arrivals.add(ids.map((id) => toArrival(id)))
  expect(arrivals.takeNews().map(({ id }) => id)).toEqual(ids.slice(-12))
  expect(arrivals.takeNews()).toEqual([])
})
