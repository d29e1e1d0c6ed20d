import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import type { Signal } from '../model/signal.ts'
import { sizeOf } from '../primitives/sizeOf.ts'
import { createSampleSignals } from '../testing/sampleSignals.ts'
import { createMeasure } from './createMeasure.ts'

const counted = () => {
  const read = vi.fn(() => 'pro')
  return { value: Object.defineProperty({}, 'plan', { enumerable: true, get: read }), read }
}

const errorOf = (scope: object): Signal =>
  signalOf({ kind: 'error', message: '', exceptions: [], scope })

const signalOf = (facts: object): Signal => facts as Signal

it('says what sizeOf says, the first time and again, whatever signals share', () => {
  const measure = createMeasure()
  const part = fc.object({ withNullPrototype: true, maxDepth: 2 })
  const signals = fc.record({
    kind: fc.constantFrom('event', 'metric'),
    resource: part,
    scope: fc.record({ tags: part, contexts: part, breadcrumbs: fc.array(part), user: part }),
    name: fc.string(),
    attributes: part,
  })
  fc.assert(
    fc.property(signals, signals, (one, other) => {
      const both = [one, other, one, one, { ...other, scope: one.scope, resource: one.resource }]
      for (const signal of both) expect(measure(signalOf(signal))).toBe(sizeOf(signal))
    }),
  )
})

it('says about what sizeOf says of an error', () => {
  const measure = createMeasure()
  for (const signal of createSampleSignals().filter(({ kind }) => kind === 'error')) {
    expect(measure(signal)).toBeGreaterThan(sizeOf(signal) * 0.7)
    expect(measure(signal)).toBeLessThan(sizeOf(signal) * 1.3 + 200)
  }
})

it('says what sizeOf says of an error of another form', () => {
  for (const facts of [{ message: 7, exceptions: [] }, { message: 'm' }, { exceptions: [null] }]) {
    const signal = signalOf({ kind: 'error', ...facts })
    expect(createMeasure()(signal)).toBe(sizeOf(signal))
  }
})

it('measures a signal once for those who ask one after the other', () => {
  const { value, read } = counted()
  const measure = createMeasure()
  const signal = signalOf({ attributes: value })
  measure(signal)
  measure(signal)
  expect(read).toHaveBeenCalledTimes(1)
})

it('measures once what signals share, and a breadcrumb in whatever list it stands', () => {
  const { value, read } = counted()
  const measure = createMeasure()
  const tags = counted()
  const scope = { tags: tags.value, breadcrumbs: [value] }
  for (let count = 0; count < 3; count++) measure(errorOf(scope))
  measure(errorOf({ ...scope, breadcrumbs: [value, value] }))
  expect(read).toHaveBeenCalledTimes(1)
  expect(tags.read).toHaveBeenCalledTimes(1)
})
