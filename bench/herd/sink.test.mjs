import { expect, it } from 'vitest'
import { createRandom } from './random.mjs'
import { createSink } from './sink.mjs'

/** @type {(capacity: number, requests: readonly number[], ticks: number) => number[]} */
const serve = (capacity, requests, ticks) => {
  const sink = createSink(capacity, 0.05, createRandom(1))
  const total = requests.reduce((all, count) => all + count, 0)
  const taken = requests.map(() => 0)
  for (let tick = 0; tick < ticks; tick++) {
    sink.begin(total, true)
    for (const [index, count] of requests.entries()) {
      taken[index] = (taken[index] ?? 0) + sink.take(count)
    }
  }
  return taken
}

it('serves its capacity and no more, whoever asks first', () => {
  const [first = 0, second = 0] = serve(100, [20, 20], 2_000)
  expect(first + second).toBe(10_000)
  expect(Math.abs(first - second)).toBeLessThan(300)
})

it('serves all where that is less than its capacity', () => {
  expect(serve(1_000, [7, 0, 3], 100)).toEqual([700, 0, 300])
})

it('serves a request now and then where its capacity is less than one a tick', () => {
  const [taken = 0] = serve(2, [5], 2_000)
  expect(Math.abs(taken - 200)).toBeLessThanOrEqual(2)
})

it('serves nothing while it is down', () => {
  const sink = createSink(100, 0.05, createRandom(1))
  sink.begin(10, false)
  expect(sink.take(10)).toBe(0)
  sink.begin(0, true)
  expect(sink.take(0)).toBe(0)
})
