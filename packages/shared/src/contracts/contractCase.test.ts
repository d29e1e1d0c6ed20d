import { expect, test } from 'vitest'
import { caseGiven, caseOf, runContract } from './contractCase.ts'

test('tells what came of each case', async () => {
  const given = { given: undefined, missing: 'nothing was given' }
  const results = await runContract([
    caseOf('kept', () => undefined),
    caseOf('broken at once', () => {
      throw new Error('not so')
    }),
    caseOf('broken later', () => Promise.reject('not so either')),
    caseGiven('skipped', given, () => undefined),
    caseGiven('given', { ...given, given: false }, () => undefined),
  ])
  expect(results).toEqual([
    { name: 'kept', outcome: 'kept' },
    { name: 'broken at once', outcome: 'broken', reason: 'not so' },
    { name: 'broken later', outcome: 'broken', reason: 'not so either' },
    { name: 'skipped', outcome: 'skipped', reason: 'nothing was given' },
    { name: 'given', outcome: 'kept' },
  ])
})

test('a case that is skipped does not pass where it is run all the same', async () => {
  const skipped = caseGiven('x', { given: undefined, missing: 'no server' }, () => undefined)
  await expect(skipped.run()).rejects.toThrow('no server')
})
