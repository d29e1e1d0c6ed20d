import type { Observed } from './compare.ts'
import { type Case, cases } from './goldenCases.ts'

export type GoldenRuntime = 'browser' | 'edge' | 'node'

/** Something in which our events differ from those of Sentry's own packages, on purpose. */
export interface Difference {
  /** What it is about, for a reader. */
  readonly subject: string
  readonly why: string
  readonly rows: readonly Row[]
}

/** Where it shows: in each of these cases of each of these runtimes, or the row is wrong. */
export interface Row extends Observed {
  /** `[*]` is any place in a list. */
  readonly path: string
  readonly where: readonly GoldenRuntime[]
  /** Default: all. */
  readonly cases?: readonly Case[]
}

interface Raised {
  readonly runtime: GoldenRuntime
  readonly name: Case
  readonly observed: readonly Observed[]
}

/** What differs and is not listed, and what is listed and does not differ. */
export const findProblems = (
  { runtime, name, observed }: Raised,
  differences: readonly Difference[],
): readonly string[] => {
  const rows = differences
    .flatMap((difference) => difference.rows)
    .filter((row) => row.where.includes(runtime) && (row.cases ?? cases).includes(name))
  const unlisted = observed.filter((one) => !rows.some((row) => fits(row, one)))
  const gone = rows.filter((row) => !observed.some((one) => fits(row, one)))
  return [...unlisted.map((one) => `not listed: ${tell(one)}`), ...gone.map(tellGone)]
}

const fits = (row: Row, { path, what, sentry, ours }: Observed): boolean =>
  row.what === what &&
  row.sentry === sentry &&
  row.ours === ours &&
  row.path === (row.path.includes('[*]') ? path.replace(/\[\d+\]/, '[*]') : path)

const tell = ({ path, what, sentry, ours }: Observed): string =>
  [path, what, sentry && `Sentry: ${sentry}`, ours && `ours: ${ours}`].filter(Boolean).join(', ')

const tellGone = (row: Row): string => `listed, but not so: ${tell(row)}`
