import { expect, it, vi } from 'vitest'
import { printTally } from './printTally.mjs'

it.each([
  [{ passed: 2, failed: 0 }, 0],
  [{ passed: 2, failed: 1 }, 1],
  [{ passed: 0, failed: 0 }, 1],
])('%j deserves the exit code %i', (counts, code) => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  expect(printTally({ ...counts, problems: ['a problem'] })).toBe(code)
  expect(log.mock.lastCall).toEqual([`${counts.passed} passed, ${counts.failed} failed`])
})
