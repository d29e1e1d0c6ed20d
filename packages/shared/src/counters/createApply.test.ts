import { expect, it } from 'vitest'
import { usageSignal } from '../contracts/counters/drawBatches.ts'
import { wallTime } from '../model/units.ts'
import { setUpCounters } from '../testing/setUpCounters.ts'

it('a store that never answers is not given ever more, and does not stop the counting for ever', async () => {
  const { counters, store, runtime } = setUpCounters()
  let asked = 0
  const apply = store.apply
  store.apply = () => {
    asked++
    return new Promise(() => undefined)
  }
  const minute = wallTime(1_767_225_600_000)
  const give = async (id: number) => {
    const deltas = [{ subject: 'acme', quantity: 1 }]
    await counters.receive([usageSignal({ id, meter: 'calls', minute, deltas })])
  }
  for (let id = 1; id <= 10; id++) void give(id)
  await expect(give(11)).rejects.toThrow('the store has yet to answer')
  expect(asked).toBe(10)
  await runtime.advance(300_000)
  store.apply = apply
  await give(11)
  expect(await counters.totals('calls', 'acme', { period: 'month', at: minute })).toBe(1)
})
