import { expect, it } from 'vitest'
import { tallyVitest } from './tallyVitest.mjs'

/** @param {string} status @param {readonly string[]} tests */
const file = (status, tests) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
})

it('counts the tests of every file, and no skipped one', () => {
  const testResults = [
    file('failed', ['passed', 'failed', 'skipped']),
    file('passed', ['passed', 'todo']),
  ]
  expect(tallyVitest({ testResults })).toEqual({ passed: 2, failed: 1 })
})

it('counts a file that does not import as a failure', () => {
  expect(tallyVitest({ testResults: [file('failed', [])] })).toEqual({ passed: 0, failed: 1 })
})

it('counts a hook that throws as a failure, though its tests were only skipped', () => {
  const testResults = [file('failed', ['skipped', 'passed'])]
  expect(tallyVitest({ testResults })).toEqual({ passed: 1, failed: 1 })
})
