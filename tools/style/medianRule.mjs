import { findingInFile } from '../source/finding.mjs'
import { linesOf } from './lengthRule.mjs'

const MOST = 80

/** @param {readonly number[]} numbers */
const medianOf = (numbers) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

/**
 * The length of the typical file. A few long ones are fine, a habit of them is not.
 * @param {readonly import('../source/sourceFiles.mjs').Source[]} sources
 */
export function checkMedian(sources) {
  const median = medianOf(sources.map(linesOf))
  const findings =
    median > MOST
      ? [findingInFile('.', `the median file has ${median} lines; ${MOST} is the most.`)]
      : []
  return { median, findings }
}
