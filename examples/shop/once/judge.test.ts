import { expect, it } from 'vitest'
import type { LedgerRow, RuntimeName } from '../model/ledgerRow.ts'
import { type Evidence, judge } from './judge.ts'

const runtimes: readonly RuntimeName[] = ['browser', 'node', 'edge']

const toRow = (runtime: RuntimeName, facts: Partial<LedgerRow> = {}): LedgerRow => ({
  runtime,
  sink: 'http',
  kind: 'error',
  accepted: 5,
  recovered: 0,
  delivered: 5,
  pending: 0,
  lost: 0,
  reasons: [],
  ...facts,
})

const evidence: Evidence = {
  captures: { browser: 5, node: 5, edge: 5 },
  held: runtimes.map((runtime) => toRow(runtime, { delivered: 0, pending: 5 })),
  final: runtimes.map((runtime) => toRow(runtime)),
  countArrived: () => 5,
  violations: [],
  isPageContent: true,
}

it('has nothing to say where all that was captured has arrived', () => {
  expect(judge(evidence)).toEqual([])
})

it('tells what was lost, is pending, was not accepted, or is missing at the collector', () => {
  const final = [
    toRow('browser', { delivered: 4, lost: 1 }),
    toRow('node', { delivered: 4, pending: 1 }),
    toRow('edge', { accepted: 4, delivered: 4 }),
  ]
  expect(judge({ ...evidence, final, countArrived: () => 4 })).toEqual([
    'browser, http, error: 1 were lost.',
    'node, http, error: 1 are still pending.',
    'edge, http, error: 4 of 5 captures were accepted.',
  ])
  expect(judge({ ...evidence, countArrived: () => 4 })).toContain(
    'node, http, error: 5 were booked as delivered, 4 have arrived.',
  )
})

it('expects no number of what is no error', () => {
  const session = toRow('browser', { kind: 'session', accepted: 1, delivered: 1 })
  expect(judge({ ...evidence, final: [...evidence.final, session] })).toEqual([])
})

it('is not content with an outage that nobody noticed', () => {
  const held = [toRow('browser', { pending: 1 }), toRow('node', { pending: 1 }), toRow('edge')]
  expect(judge({ ...evidence, held })).toEqual(['edge held nothing while the collector was down.'])
})

it('tells where the law was broken', () => {
  expect(judge({ ...evidence, violations: [toRow('edge')], isPageContent: false })).toEqual([
    expect.stringContaining('The law was broken: {"runtime":"edge"'),
    'The page saw the law broken.',
  ])
})
