import { simulate } from './simulate.mjs'
import { capacityOf, normalLoad, returnSecond } from './workload.mjs'

/** What "Done when" of issue 3 asks for. */
export const mostOffered = 1.5
export const longestDrain = 1.25

/**
 * @typedef {object} Figures
 * @property {number} peak the most requests of any second after the return, as a multiple of the capacity
 * @property {number} drainSeconds until each client has once held nothing, new signals included; infinite
 *   where that is beyond the simulation
 * @property {number} idealSeconds
 * @property {number} drain the first as a multiple of the second; none where nothing was held
 * @property {number} lost the share of all signals
 *
 * @typedef {object} Run
 * @property {import('./workload.mjs').Workload} workload
 * @property {import('./simulate.mjs').Course} course
 * @property {Figures} figures
 */

/**
 * @param {import('./workload.mjs').Workload} workload
 * @param {import('./rules/rule.mjs').CreateRule} createRule
 * @returns {Run}
 */
export const run = (workload, createRule) => {
  const course = simulate(workload, createRule)
  return { workload, course, figures: measure(workload, course) }
}

/**
 * Whether both claims hold.
 * @param {Figures} figures
 */
export const isKept = ({ peak, drain, lost }) =>
  peak < mostOffered && drain <= longestDrain && lost === 0

/**
 * @param {import('./workload.mjs').Workload} workload
 * @param {import('./simulate.mjs').Course} course
 * @returns {Figures}
 */
const measure = (workload, course) => {
  const capacity = capacityOf(workload)
  const start = returnSecond(workload)
  const idealSeconds = course.backlogRequests / (capacity - normalLoad(workload))
  const emptyAt = course.behind.indexOf(0, start)
  const drainSeconds = emptyAt < 0 ? Number.POSITIVE_INFINITY : emptyAt - start + 1
  return {
    peak: course.offered.subarray(start).reduce((most, load) => Math.max(most, load), 0) / capacity,
    drainSeconds,
    idealSeconds,
    drain: drainSeconds / idealSeconds,
    lost: course.lost / course.made,
  }
}
