/**
 * Prints what is wrong and then, as the last line, the count.
 *
 * @param {import('./tallyVitest.mjs').Tally} tally
 * @returns {number} the exit code that the count deserves
 */
export function printTally({ passed, failed, problems }) {
  for (const problem of problems) console.log(problem)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 && passed > 0 ? 0 : 1
}
