import { type LedgerRow, lostOf, pendingOf, type RuntimeName } from '../model/ledgerRow.ts'

export interface Evidence {
  /** How many errors were captured in each runtime; each sink takes all of them. */
  readonly captures: Readonly<Record<RuntimeName, number>>
  /** The ledgers while the collector was down. */
  readonly held: readonly LedgerRow[]
  readonly final: readonly LedgerRow[]
  /** How many distinct signals the collector has, by its own count. */
  readonly countArrived: (row: LedgerRow) => number
  readonly violations: readonly LedgerRow[]
  /** Whether the page saw the law hold each time that it looked. */
  readonly isPageContent: boolean
}

/** What speaks against "nothing was lost"; empty where nothing does. */
export const judge = (evidence: Evidence): readonly string[] => [
  ...judgeLaw(evidence),
  ...judgeHeld(evidence),
  ...evidence.final.flatMap((row) => judgeRow(row, evidence)),
]

const judgeLaw = ({ violations, isPageContent }: Evidence): readonly string[] => [
  ...violations.map((row) => `The law was broken: ${JSON.stringify(row)}`),
  ...(isPageContent ? [] : ['The page saw the law broken.']),
]

/** An outage in which nothing had to be held would prove nothing. */
const judgeHeld = ({ held, captures }: Evidence): readonly string[] =>
  Object.keys(captures)
    .filter((runtime) => pendingOf(held.filter((row) => row.runtime === runtime)) === 0)
    .map((runtime) => `${runtime} held nothing while the collector was down.`)

const judgeRow = (row: LedgerRow, { captures, countArrived }: Evidence): readonly string[] => {
  const { runtime, sink, kind, accepted, delivered, pending } = row
  // Only of errors the scenario knows how many there are, and the collector tells them apart.
  const isError = kind === 'error'
  const captured = captures[runtime]
  const arrived = countArrived(row)
  const findings = [
    lostOf([row]) > 0 && `${row.lost} were lost.`,
    pending > 0 && `${pending} are still pending.`,
    isError && accepted !== captured && `${accepted} of ${captured} captures were accepted.`,
    isError &&
      arrived !== delivered &&
      `${delivered} were booked as delivered, ${arrived} have arrived.`,
  ]
  return findings
    .filter((finding) => finding !== false)
    .map((finding) => `${runtime}, ${sink}, ${kind}: ${finding}`)
}
