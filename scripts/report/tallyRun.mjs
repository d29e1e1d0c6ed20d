import { tallyVitest } from './tallyVitest.mjs'

/**
 * @typedef {import('./tallyVitest.mjs').Tally} Tally
 *
 * @typedef {object} Outcome how one step of a run ended
 * @property {string} name
 * @property {number} code
 * @property {number} seconds
 * @property {string} [report] the file of its vitest report; a step without one counts as one
 *
 * @typedef {object} Run
 * @property {readonly Outcome[]} steps
 *
 */

/**
 * Adds up what the steps of a run reported.
 *
 * @param {Run | undefined} run
 * @param {(file: string) => any} readReport gives undefined for a report that is missing or torn
 * @param {{ readonly name: string, readonly code: number }} process the run as a whole
 * @returns {Tally}
 */
export function tallyRun(run, readReport, { name, code }) {
  if (!run || run.steps.length === 0) {
    return { passed: 0, failed: 1, problems: [`${name}: it left no report`] }
  }
  const steps = run.steps.map((step) => tallyStep(step, readReport))
  return believable(sum(steps), name, code)
}

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sum(tallies) {
  return {
    passed: tallies.reduce((total, tally) => total + tally.passed, 0),
    failed: tallies.reduce((total, tally) => total + tally.failed, 0),
    problems: tallies.flatMap((tally) => tally.problems),
  }
}

/**
 * @param {Outcome} step
 * @param {(file: string) => any} readReport
 * @returns {Tally}
 */
function tallyStep(step, readReport) {
  if (step.report === undefined) {
    return step.code === 0
      ? { passed: 1, failed: 0, problems: [] }
      : { passed: 0, failed: 1, problems: [`${step.name}: failed`] }
  }
  const report = readReport(step.report)
  if (!report)
    return { passed: 0, failed: 1, problems: [`${step.name}: ${step.report} is missing`] }
  return believable(tallyVitest(report), step.name, step.code)
}

/**
 * A report that shows no failure is believed only if it shows a pass, and the process agrees.
 *
 * @param {Tally} tally
 * @param {string} name
 * @param {number} code
 * @returns {Tally}
 */
function believable(tally, name, code) {
  if (tally.failed > 0) return tally
  if (code !== 0) return withFailure(tally, `${name}: ended with ${code} though no test failed`)
  if (tally.passed === 0) return withFailure(tally, `${name}: no test ran`)
  return tally
}

/**
 * @param {Tally} tally
 * @param {string} problem
 * @returns {Tally}
 */
function withFailure(tally, problem) {
  return { ...tally, failed: tally.failed + 1, problems: [...tally.problems, problem] }
}
