import { expect, it } from 'vitest'
import { createSampleSignal } from '../testing/sampleSignals.ts'
import type { Entry } from './entry.ts'
import { createSettlements } from './settlements.ts'

const entry = (number: number): Entry => ({
  signal: createSampleSignal(number),
  userId: undefined,
  bytes: 1,
  preparation: undefined,
  wasKept: true,
})

it('tells once when all have been settled, whatever else is', () => {
  const settlements = createSettlements()
  const [one, two, other] = [entry(1), entry(2), entry(3)]
  let told = 0
  settlements.onAll([one, two], () => told++)
  for (const settled of [one, other, one]) settlements.note(settled)
  expect(told).toBe(0)
  settlements.note(two)
  settlements.note(two)
  expect(told).toBe(1)
})

it('tells at once where there is nothing to wait for', () => {
  let told = 0
  createSettlements().onAll([], () => told++)
  expect(told).toBe(1)
})

it('forgets who has stopped waiting', () => {
  const settlements = createSettlements()
  const one = entry(1)
  let told = 0
  settlements.onAll([one], () => told++)()
  settlements.note(one)
  expect(told).toBe(0)
})
