import type { ErrorSignal, StoredSignal } from '@holdfast/shared'
import { createSampleSignal } from '@holdfast/shared/contracts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSignalTexts, parseSignal } from './recordTexts.ts'

const text = fc.string({ unit: 'binary' })
const mechanism = fc.record({
  type: fc.constantFrom('captured', 'cause'),
  handled: fc.boolean(),
  parent: fc.option(fc.nat(), { nil: undefined }),
}) satisfies fc.Arbitrary<ErrorSignal['exceptions'][number]['mechanism']>
const frame = fc.record({ function: text, file: text, line: fc.nat(), column: fc.nat() })
const stack = fc.oneof(
  fc.record({ text }),
  fc.record({ frames: fc.array(frame.map((facts) => ({ ...facts, inApp: true }))) }),
)
const exception = fc.record(
  { type: text, message: text, stack, mechanism, properties: fc.dictionary(text, text) },
  { requiredKeys: ['type', 'message', 'mechanism'] },
)

/** A member that the model is given, and the text forgets, does not compile here, or is missed. */
const facts: fc.Arbitrary<Required<Omit<ErrorSignal, 'id' | 'resource'>>> = fc.record({
  kind: fc.constant('error'),
  time: fc.nat() as fc.Arbitrary<ErrorSignal['time']>,
  scope: fc.record({ tags: fc.dictionary(text, text), contexts: fc.constant({}) }),
  severity: fc.constantFrom('error', 'info'),
  message: text,
  exceptions: fc.array(exception),
  images: fc.option(fc.array(fc.record({ file: text, debugId: text })), { nil: undefined }),
  heldBack: fc.option(fc.nat(), { nil: undefined }),
  cut: fc.option(fc.array(text), { nil: undefined }),
})

const readBack = (texts: readonly string[]): readonly unknown[] =>
  texts.map((one) => parseSignal(Buffer.from(one)))

it('tells each signal as JSON would, however many came before', () => {
  fc.assert(
    fc.property(fc.array(facts), fc.array(text), (all, owed) => {
      const stored = all.map((one, index): StoredSignal => {
        const signal = { ...createSampleSignal(index), ...one }
        return { signal, owed: index % 2 === 0 ? owed : ['other'] }
      })
      expect(readBack(stored.map(createSignalTexts()))).toEqual(JSON.parse(JSON.stringify(stored)))
    }),
  )
})

it('reads back what it wrote, where a signal lacks what its type promises', () => {
  const { message: _, ...poor } = createSampleSignal(1) as ErrorSignal
  const stored = { signal: poor as ErrorSignal, owed: ['one'] }
  expect(readBack([createSignalTexts()(stored)])).toMatchObject([{ owed: ['one'] }])
})

it('refuses alone what is no JSON', () => {
  const scope = { tags: {}, contexts: { bad: { number: 1n as never } } }
  const stored = { signal: { ...createSampleSignal(1), scope }, owed: [] }
  expect(() => createSignalTexts()(stored)).toThrow('no JSON')
})
