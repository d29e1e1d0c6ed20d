import { expect, it } from 'vitest'
import { createCounters } from './counters.ts'

it('gives one fact for each name and attributes, however often they were counted', () => {
  const counters = createCounters()
  for (let index = 0; index < 1_000; index++) counters.add('retries', { policy: 'payments' })
  counters.add('retries', { policy: 'mail' }, 7)
  expect(counters.drain()).toEqual([
    {
      kind: 'metric',
      type: 'counter',
      name: 'retries',
      value: 1_000,
      attributes: { policy: 'payments' },
    },
    { kind: 'metric', type: 'counter', name: 'retries', value: 7, attributes: { policy: 'mail' } },
  ])
  expect(counters.drain()).toEqual([])
})

it('stays bounded, and loses no count, whatever the attributes are', () => {
  const counters = createCounters()
  for (let index = 0; index < 5_000; index++) counters.add('calls', { user: index })
  const drained = counters.drain()
  expect(drained.length).toBeLessThanOrEqual(1_001)
  expect(drained.reduce((sum, fact) => sum + ('value' in fact ? fact.value : 0), 0)).toBe(5_000)
  expect(drained.at(-1)).toMatchObject({ attributes: { overflow: true }, value: 4_000 })
})
