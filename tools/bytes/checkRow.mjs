import { bundleRow } from './bundle.mjs'
import { difference, measure } from './measure.mjs'

/** @typedef {import('./bundle.mjs').Row} Row */

/**
 * @typedef {object} Measured
 * @property {Row} row
 * @property {import('./measure.mjs').Sizes} sizes
 * @property {string[]} stowaways what must not be in the bundle and is
 */

/**
 * @param {Row} row
 * @param {import('./bundle.mjs').Bundle} bundle
 */
function findStowaways({ mustNotReach }, { inputs, readable }) {
  return mustNotReach.flatMap((name) => {
    const input = inputs.find((path) => path.includes(name))
    if (input !== undefined) return [`${name} must not reach it, but ${input} did`]
    return readable.includes(name) ? [`${name} must not reach it, but its text names it`] : []
  })
}

/**
 * @param {Row} row
 * @param {string} root
 * @returns {Promise<Measured>}
 */
export async function measureRow(row, root) {
  const bundle = await bundleRow(row, root)
  const whole = measure(bundle.minified)
  const sizes = row.without
    ? difference(whole, measure((await bundleRow({ ...row, code: row.without }, root)).minified))
    : whole
  return { row, sizes, stowaways: findStowaways(row, bundle) }
}

/**
 * @param {Row} row
 * @param {number} brotli
 */
function findExcess({ ceiling }, brotli) {
  if (brotli > ceiling) return [`${brotli} B is over the ceiling of ${ceiling} B`]
  return []
}

/**
 * @param {Measured} measured
 * @returns {string[]}
 */
export const problemsOf = ({ row, sizes, stowaways }) =>
  [...findExcess(row, sizes.brotli), ...stowaways].map((problem) => `${row.name}: ${problem}`)
