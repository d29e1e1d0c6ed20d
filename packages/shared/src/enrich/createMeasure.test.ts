import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import type { Signal } from '../model/signal.ts'
import { sizeOf } from '../primitives/sizeOf.ts'
import { createMeasure } from './createMeasure.ts'

const counted = () => {
  const read = vi.fn(() => 'pro')
  return { value: Object.defineProperty({}, 'plan', { enumerable: true, get: read }), read }
}

const signalOf = (facts: object): Signal => facts as Signal

it('says what sizeOf says, the first time and again, whatever signals share', () => {
  const measure = createMeasure()
  const part = fc.object({ withNullPrototype: true, maxDepth: 2 })
  const signals = fc.record({
    resource: part,
    scope: fc.record({ tags: part, contexts: part, breadcrumbs: fc.array(part), user: part }),
    exceptions: fc.array(part),
    message: fc.string(),
  })
  fc.assert(
    fc.property(signals, signals, (one, other) => {
      const both = [one, other, one, one, { ...other, scope: one.scope, resource: one.resource }]
      for (const signal of both) expect(measure(signalOf(signal))).toBe(sizeOf(signal))
    }),
  )
})

it('measures a signal once for those who ask one after the other', () => {
  const { value, read } = counted()
  const measure = createMeasure()
  const signal = signalOf({ exceptions: [value] })
  measure(signal)
  measure(signal)
  expect(read).toHaveBeenCalledTimes(1)
})

it('measures once what signals share, and a breadcrumb in whatever list it stands', () => {
  const { value, read } = counted()
  const measure = createMeasure()
  const tags = counted()
  const scope = { tags: tags.value, breadcrumbs: [value] }
  for (let count = 0; count < 3; count++) measure(signalOf({ scope }))
  measure(signalOf({ scope: { ...scope, breadcrumbs: [value, value] } }))
  expect(read).toHaveBeenCalledTimes(1)
  expect(tags.read).toHaveBeenCalledTimes(1)
})
