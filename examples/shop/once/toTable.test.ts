import { expect, it } from 'vitest'
import { toTable } from './toTable.ts'

it('aligns words to the left and numbers to the right', () => {
  const row = {
    runtime: 'node',
    sink: 'sentry',
    kind: 'error',
    recovered: 0,
    lost: 0,
    reasons: [],
  } as const
  const rows = [{ ...row, accepted: 2_002, delivered: 12, pending: 1_990 }]
  expect(toTable(rows).split('\n')).toEqual([
    'runtime  sink    kind   accepted  delivered  pending  lost',
    '-------  ------  -----  --------  ---------  -------  ----',
    'node     sentry  error      2002         12     1990     0',
  ])
})
