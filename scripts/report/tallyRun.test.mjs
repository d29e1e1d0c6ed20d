import { describe, expect, it } from 'vitest'
import { sum, tallyRun } from './tallyRun.mjs'

const whole = { name: 'test', code: 0 }

/** @param {readonly string[]} statuses */
const report = (statuses) => ({
  testResults: [
    {
      status: 'passed',
      name: 'a.test.ts',
      assertionResults: statuses.map((status) => ({ status, fullName: 'adds' })),
    },
  ],
})

/** @param {any} content @param {number} [code] */
const unitRun = (content, code = 0) => {
  const run = { steps: [{ name: 'unit', code, seconds: 1, report: 'unit.json' }] }
  return tallyRun(run, () => content, whole)
}

describe('a step without a report', () => {
  it('counts as one', () => {
    const steps = [
      { name: 'demo', code: 0, seconds: 1 },
      { name: 'types', code: 2, seconds: 1 },
    ]
    const tally = tallyRun({ steps }, () => undefined, whole)
    expect(tally).toEqual({ passed: 1, failed: 1, problems: ['types: failed'] })
  })
})

describe('a step with a vitest report', () => {
  it('counts its tests', () => {
    expect(unitRun(report(['passed', 'passed']))).toEqual({ passed: 2, failed: 0, problems: [] })
  })

  it('fails when the report is missing', () => {
    expect(unitRun(undefined)).toEqual({
      passed: 0,
      failed: 1,
      problems: ['unit: unit.json is missing'],
    })
  })

  it.each([[[]], [['skipped', 'todo']]])('fails when no test ran: %j', (statuses) => {
    expect(unitRun(report(statuses))).toEqual({
      passed: 0,
      failed: 1,
      problems: ['unit: no test ran'],
    })
  })

  it('fails when the process failed and no test did', () => {
    const tally = unitRun(report(['passed']), 1)
    expect(tally).toMatchObject({ passed: 1, failed: 1 })
    expect(tally.problems).toEqual(['unit: ended with 1 though no test failed'])
  })

  it('does not count a failure twice when the process failed because of it', () => {
    expect(unitRun(report(['passed', 'failed']), 1)).toEqual({
      passed: 1,
      failed: 1,
      problems: ['failed: a.test.ts: adds'],
    })
  })
})

describe('a run', () => {
  it.each([[undefined], [{ steps: [] }]])('fails when it left nothing: %j', (run) => {
    const tally = tallyRun(run, () => undefined, whole)
    expect(tally).toEqual({ passed: 0, failed: 1, problems: ['test: it left no report'] })
  })

  it('fails when it ended badly though every step passed', () => {
    const steps = [{ name: 'demo', code: 0, seconds: 1 }]
    const tally = tallyRun({ steps }, () => undefined, { name: 'test', code: 137 })
    expect(tally).toMatchObject({ passed: 1, failed: 1 })
  })
})

describe('several runs', () => {
  it('add up', () => {
    const one = { passed: 2, failed: 1, problems: ['a'] }
    const other = { passed: 3, failed: 0, problems: [] }
    expect(sum([one, other])).toEqual({ passed: 5, failed: 1, problems: ['a'] })
  })
})
