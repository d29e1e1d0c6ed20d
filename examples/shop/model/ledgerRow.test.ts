import { expect, it } from 'vitest'
import { isBalanced, lostOf, pendingOf, toLedgerRows } from './ledgerRow.ts'

const tally = {
  accepted: 7,
  recovered: 1,
  delivered: 4,
  pending: 1,
  lost: { closed: 2, rejected: 1 },
}
const rows = toLedgerRows('edge', { sinks: { sentry: { error: tally } } })

it('makes a row of each sink and kind, and sums up the reasons of loss', () => {
  const reasons = ['closed', 'rejected']
  expect(rows).toEqual([
    { ...tally, runtime: 'edge', sink: 'sentry', kind: 'error', lost: 3, reasons },
  ])
  expect(pendingOf(rows)).toBe(1)
  expect(lostOf(rows)).toBe(3)
})

it('has a row for a sink that has taken nothing yet', () => {
  const [row] = toLedgerRows('node', { sinks: { http: {} } })
  expect(row).toMatchObject({ runtime: 'node', sink: 'http', accepted: 0, lost: 0 })
})

it('tells a row that keeps the law from one that does not', () => {
  expect(rows.map(isBalanced)).toEqual([true])
  expect(rows.map((row) => isBalanced({ ...row, delivered: 5 }))).toEqual([false])
})
