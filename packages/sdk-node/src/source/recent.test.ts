import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createRecent } from './recent.ts'

it('holds what was used last, within both bounds', () => {
  const step = fc.record({
    name: fc.constantFrom(...'abcdefgh'),
    bytes: fc.integer({ min: 1, max: 60 }),
    isRead: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const recent = createRecent<number>(4, 100)
      let model: { readonly name: string; readonly bytes: number }[] = []
      for (const { name, bytes, isRead } of steps) {
        const known = model.find((one) => one.name === name)
        if (isRead) expect(recent.get(name)).toBe(known?.bytes)
        else recent.set(name, bytes, bytes)
        if (isRead && !known) continue
        model = [...model.filter((one) => one !== known), isRead && known ? known : { name, bytes }]
        while (model.length > 4 || sum(model) > 100) model = model.slice(1)
        expect([recent.size, recent.bytes]).toEqual([model.length, sum(model)])
      }
    }),
  )
})

const sum = (all: readonly { readonly bytes: number }[]): number =>
  all.reduce((before, { bytes }) => before + bytes, 0)
