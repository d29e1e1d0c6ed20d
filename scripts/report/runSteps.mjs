/**
 * @typedef {import('../process/runCommand.mjs').CommandResult} CommandResult
 * @typedef {import('./tallyRun.mjs').Outcome} Outcome
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {() => Promise<CommandResult>} run
 * @property {string} [report]
 */

/**
 * Runs one step after the other, and goes on after a failure; only a signal ends it early.
 *
 * @param {readonly Step[]} steps
 * @returns {Promise<Outcome[]>}
 */
export async function runSteps(steps) {
  /** @type {Outcome[]} */
  const outcomes = []
  for (const { name, run, report } of steps) {
    console.log(`\n── ${name}`)
    const start = performance.now()
    const result = await run()
    const seconds = Math.round((performance.now() - start) / 100) / 10
    outcomes.push({ name, code: result.code, seconds, ...(report ? { report } : {}) })
    console.log(`── ${name}: ${result.code === 0 ? 'passed' : 'failed'} (${seconds} s)`)
    if (result.interruptedBy) process.exit(result.code || 1)
  }
  return outcomes
}
