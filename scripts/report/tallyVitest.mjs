/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 *
 * @typedef {object} VitestReport the part of vitest's JSON report that is counted
 * @property {readonly VitestFile[]} testResults
 *
 * @typedef {object} VitestFile
 * @property {string} status
 * @property {readonly { readonly status: string }[]} assertionResults
 */

/**
 * @param {VitestReport} report
 * @returns {Tally}
 */
export function tallyVitest(report) {
  const files = report.testResults.map(tallyFile)
  return {
    passed: files.reduce((sum, file) => sum + file.passed, 0),
    failed: files.reduce((sum, file) => sum + file.failed, 0),
  }
}

/**
 * @param {VitestFile} file
 * @returns {Tally}
 */
function tallyFile(file) {
  const passed = file.assertionResults.filter((test) => test.status === 'passed').length
  const failed = file.assertionResults.filter((test) => test.status === 'failed').length
  // A file that does not import, or whose hook throws, fails without a failing test in it.
  const failedOutsideTests = file.status === 'failed' && failed === 0
  return { passed, failed: failedOutsideTests ? 1 : failed }
}
