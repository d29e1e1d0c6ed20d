import { beforeEach, expect, it, vi } from 'vitest'
import { runSteps } from './runSteps.mjs'

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
})

it('goes on after a failure, and keeps each outcome', async () => {
  const outcomes = await runSteps([
    { name: 'types', run: async () => ({ code: 2 }) },
    { name: 'unit', report: 'unit.json', run: async () => ({ code: 0 }) },
  ])
  expect(outcomes).toEqual([
    { name: 'types', code: 2, seconds: expect.any(Number) },
    { name: 'unit', code: 0, seconds: expect.any(Number), report: 'unit.json' },
  ])
})

it('ends when it is told to by a signal', async () => {
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => {
    throw new Error('exit')
  })
  const next = vi.fn()
  const interrupted = {
    name: 'unit',
    run: async () => ({ code: 143, interruptedBy: /** @type {const} */ ('SIGTERM') }),
  }
  await expect(runSteps([interrupted, { name: 'next', run: next }])).rejects.toThrow('exit')
  expect(exit).toHaveBeenCalledWith(143)
  expect(next).not.toHaveBeenCalled()
})
