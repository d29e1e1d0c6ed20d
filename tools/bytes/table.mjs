/** @typedef {import('./checkRow.mjs').Measured} Measured */

const HEADINGS = ['what', 'raw', 'gzip', 'brotli', 'ceiling', 'budget']

/** @param {Measured} measured */
const cellsOf = ({ row, sizes }) => [
  row.name,
  ...[sizes.raw, sizes.gzip, sizes.brotli, row.ceiling].map(String),
  sizes.brotli > row.budget ? `${row.budget} (+${sizes.brotli - row.budget})` : String(row.budget),
]

/**
 * Words to the left, numbers to the right.
 * @param {readonly Measured[]} results
 */
export function formatTable(results) {
  const rows = [HEADINGS, ...results.map(cellsOf)]
  const widthOf = (/** @type {number} */ column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0))
  const widths = HEADINGS.map((_, column) => widthOf(column))
  const pad = (/** @type {string} */ cell, /** @type {number} */ column) =>
    column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)
  return rows.map((row) => row.map(pad).join('  ')).join('\n')
}
