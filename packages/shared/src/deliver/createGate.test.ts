import { expect, it } from 'vitest'
import { createGate } from './createGate.ts'

const settle = async (): Promise<void> => {
  for (let turns = 0; turns < 5; turns++) await undefined
}

it('lets each pass once that it need not wait, and asks only as something changes', async () => {
  const gate = createGate()
  const open = new Set<string>()
  const passed: string[] = []
  let asked = 0
  const pass = async (name: string): Promise<void> => {
    await gate.pass(() => {
      asked++
      return !open.has(name)
    })
    passed.push(name)
  }
  const all = Promise.all([pass('one'), pass('two')])
  open.add('one')
  await settle()
  expect([passed, asked]).toEqual([[], 2])
  gate.knock()
  gate.knock()
  await settle()
  expect([passed, asked]).toEqual([['one'], 4])
  open.add('two')
  gate.knock()
  await all
  expect(passed).toEqual(['one', 'two'])
})

it('is open where there is nothing to wait for', async () => {
  let told = 0
  void createGate()
    .pass(() => false)
    .then(() => told++)
  await settle()
  expect(told).toBe(1)
})
