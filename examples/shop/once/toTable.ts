import type { LedgerRow } from '../model/ledgerRow.ts'

const columns = ['runtime', 'sink', 'kind', 'accepted', 'delivered', 'pending', 'lost'] as const

/** The ledgers as text: words to the left, numbers to the right. */
export const toTable = (rows: readonly LedgerRow[]): string => {
  const widths = columns.map((column) =>
    Math.max(column.length, ...rows.map((row) => String(row[column]).length)),
  )
  const toLine = (cells: readonly (string | number)[]): string =>
    cells
      .map((cell, index) => {
        const isWord = index < columns.indexOf('accepted')
        const width = widths[index] ?? 0
        return isWord ? String(cell).padEnd(width) : String(cell).padStart(width)
      })
      .join('  ')
  const rule = widths.map((width) => '-'.repeat(width))
  const lines = [columns, rule, ...rows.map((row) => columns.map((column) => row[column]))]
  return lines.map(toLine).join('\n')
}
