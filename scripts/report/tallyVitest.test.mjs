import { expect, it } from 'vitest'
import { tallyVitest } from './tallyVitest.mjs'

/** @param {string} status @param {readonly string[]} tests */
const file = (status, tests) => ({
  status,
  name: 'a.test.ts',
  assertionResults: tests.map((test) => ({ status: test, fullName: 'adds' })),
})

it('counts the tests of every file, and no skipped one', () => {
  const testResults = [
    file('failed', ['passed', 'failed', 'skipped']),
    file('passed', ['passed', 'todo']),
  ]
  expect(tallyVitest({ testResults })).toMatchObject({ passed: 2, failed: 1 })
})

it('counts a file that does not import as a failure', () => {
  expect(tallyVitest({ testResults: [file('failed', [])] })).toMatchObject({ passed: 0, failed: 1 })
})

it('counts a hook that throws as a failure, though its tests were only skipped', () => {
  const testResults = [file('failed', ['skipped', 'passed'])]
  expect(tallyVitest({ testResults })).toMatchObject({ passed: 1, failed: 1 })
})

it('tells which tests failed and how, at a length that a log can bear', () => {
  const test = { status: 'failed', fullName: 'adds', failureMessages: ['x'.repeat(9_000)] }
  const { problems } = tallyVitest({
    testResults: [{ ...file('failed', []), assertionResults: [test] }],
  })
  expect(problems).toEqual([`failed: a.test.ts: adds\n${'x'.repeat(1_500)}`])
})

it('tells why a file did not import', () => {
  const torn = { ...file('failed', []), message: 'no such module' }
  expect(tallyVitest({ testResults: [torn] }).problems).toEqual([
    'failed: a.test.ts\nno such module',
  ])
})
