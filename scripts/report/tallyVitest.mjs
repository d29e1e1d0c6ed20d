/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {readonly string[]} problems which tests failed, and how
 *
 * @typedef {object} VitestReport the part of vitest's JSON report that is read
 * @property {readonly VitestFile[]} testResults
 *
 * @typedef {object} VitestFile
 * @property {string} status
 * @property {string} name its path
 * @property {string} [message] why it failed outside its tests
 * @property {readonly VitestTest[]} assertionResults
 *
 * @typedef {object} VitestTest
 * @property {string} status
 * @property {string} fullName
 * @property {readonly string[]} [failureMessages]
 */

/** Long enough for the seed and the counterexample of a property. */
const maxMessageLength = 1_500

/**
 * @param {VitestReport} report
 * @returns {Tally}
 */
export function tallyVitest(report) {
  const files = report.testResults.map(tallyFile)
  return {
    passed: files.reduce((sum, file) => sum + file.passed, 0),
    failed: files.reduce((sum, file) => sum + file.failed, 0),
    problems: files.flatMap((file) => file.problems),
  }
}

/**
 * @param {VitestFile} file
 * @returns {Tally}
 */
function tallyFile(file) {
  const passed = file.assertionResults.filter((test) => test.status === 'passed').length
  const failures = file.assertionResults.filter((test) => test.status === 'failed')
  const problems = failures.map((test) =>
    describeFailure(`${file.name}: ${test.fullName}`, test.failureMessages?.join('\n')),
  )
  if (file.status !== 'failed' || failures.length > 0) {
    return { passed, failed: failures.length, problems }
  }
  // A file that does not import, or whose hook throws, fails without a failing test in it.
  return { passed, failed: 1, problems: [describeFailure(file.name, file.message)] }
}

/**
 * @param {string} what
 * @param {string} [message]
 */
function describeFailure(what, message = '') {
  return `failed: ${what}\n${message.slice(0, maxMessageLength)}`.trimEnd()
}
