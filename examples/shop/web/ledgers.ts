import { isBalanced, type LedgerRow, type RuntimeName } from '../model/ledgerRow.ts'
import { find } from './find.ts'

const places: Readonly<Record<RuntimeName, string>> = {
  browser: 'Web page',
  node: 'Node API',
  edge: 'Edge worker',
}

export const showLedgers = (rows: readonly LedgerRow[]): void =>
  find('#ledgers tbody').replaceChildren(...rows.map(toTableRow))

const toTableRow = (row: LedgerRow): Element => {
  const { runtime, sink, kind, accepted, delivered, pending, lost, reasons } = row
  const tableRow = document.createElement('tr')
  tableRow.append(
    toCell(places[runtime]),
    toCell(sink),
    toCell(kind),
    toCell(accepted, 'number'),
    toCell(delivered, 'number'),
    toCell(pending, pending > 0 ? 'number is-held' : 'number'),
    toCell(lost > 0 ? `${lost} ${reasons.join(', ')}` : 0, lost > 0 ? 'number is-lost' : 'number'),
    isBalanced(row) ? toCell('✓', 'check') : toCell('broken', 'check is-lost'),
  )
  return tableRow
}

const toCell = (content: string | number, className = ''): Element => {
  const cell = document.createElement('td')
  cell.className = className
  cell.textContent = content.toLocaleString('en')
  return cell
}
