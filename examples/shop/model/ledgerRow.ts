import type { Stats, Tally } from '@holdfast/node'

export type RuntimeName = 'browser' | 'node' | 'edge'

/** The fate of the signals of one kind, captured in one runtime, at one sink. */
export interface LedgerRow extends Omit<Tally, 'lost'> {
  readonly runtime: RuntimeName
  readonly sink: string
  readonly kind: string
  readonly lost: number
  readonly reasons: readonly string[]
}

/** A sink knows no kind until it has taken one, and is to be seen all the same. */
const nothing: Tally = { accepted: 0, recovered: 0, delivered: 0, pending: 0, lost: {} }

export const toLedgerRows = (
  runtime: RuntimeName,
  { sinks }: Pick<Stats, 'sinks'>,
): readonly LedgerRow[] =>
  Object.entries(sinks).flatMap(([sink, kinds]) =>
    Object.entries({ ...(isEmpty(kinds) && { '–': nothing }), ...kinds }).map(([kind, tally]) => ({
      ...tally,
      runtime,
      sink,
      kind,
      lost: sum(Object.values(tally.lost)),
      reasons: Object.keys(tally.lost),
    })),
  )

const isEmpty = (kinds: object): boolean => Object.keys(kinds).length === 0

/** The law that holds at every instant: what was taken in has arrived, is held, or is accounted for. */
export const isBalanced = ({ accepted, recovered, delivered, pending, lost }: LedgerRow): boolean =>
  accepted + recovered === delivered + pending + lost

export const pendingOf = (rows: readonly LedgerRow[]): number => sum(rows.map((row) => row.pending))

export const lostOf = (rows: readonly LedgerRow[]): number => sum(rows.map((row) => row.lost))

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0)
