import { array, assert, integer, property } from 'fast-check'
import { expect, it } from 'vitest'
import type { UsageSignal } from '../../model/signal.ts'
import { groupUsage } from './groupUsage.ts'

const of = (counts: readonly number[]) =>
  counts.map((count, number) => ({
    signal: number as unknown as UsageSignal,
    events: Array.from({ length: count }, (_, index) => `${number}-${index}`),
  }))

const sizesOf = (counts: readonly number[]): readonly number[] =>
  groupUsage(of(counts), 100).map((group) => group.flatMap(({ events }) => events).length)

it('fills requests, and leaves each signal in one piece', () => {
  expect(sizesOf([])).toEqual([])
  expect(sizesOf([60, 40, 1])).toEqual([100, 1])
  expect(sizesOf([60, 41, 59, 100, 1])).toEqual([60, 100, 100, 1])
  expect(sizesOf([1, 200, 1])).toEqual([1, 200, 1])
})

it('keeps all of them, in their order', () => {
  assert(
    property(array(integer({ min: 0, max: 150 })), (counts) => {
      const groups = groupUsage(of(counts), 100)
      expect(groups.flat()).toEqual(of(counts))
      for (const group of groups) {
        const size = group.flatMap(({ events }) => events).length
        expect(size <= 100 || group.length === 1).toBe(true)
      }
    }),
  )
})
