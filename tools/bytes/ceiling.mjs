const HEADROOM = 1.05
const STEP = 100
/** Of a compressor that differs by a few bytes from one Node to the next. */
const NOISE = 1.01

/**
 * The ceiling for what was measured: a little room above it, in round numbers, and not over the
 * budget. What is over its budget already gets no room to grow: from there it only goes down.
 * @param {number} brotli
 * @param {number} budget
 */
export const ceilingFor = (brotli, budget) =>
  brotli > budget
    ? Math.ceil(brotli * NOISE)
    : Math.min(budget, Math.ceil((brotli * HEADROOM) / STEP) * STEP)

/**
 * The same measurement under the ceiling that it asks for.
 * @param {import('./checkRow.mjs').Measured} measured
 * @returns {import('./checkRow.mjs').Measured}
 */
export const raiseOrLower = (measured) => {
  const { row, sizes } = measured
  return { ...measured, row: { ...row, ceiling: ceilingFor(sizes.brotli, row.budget) } }
}
