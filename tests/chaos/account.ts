import type { Stats, Tally } from '@holdfast/shared'
import type { Dialect } from '@holdfast/shared/testing'
import { talliesOf } from '../harness/expectLaw.ts'
import type { Run } from './run.ts'

export const dialects: readonly Dialect[] = ['sentry', 'http']

/** The fate of a run's signals in one dialect, by the word of the sink. */
export interface Account {
  /** How often each was taken. */
  readonly taken: ReadonlyMap<string, number>
  /** How often each was taken without an answer that got out whole. */
  readonly replyLost: ReadonlyMap<string, number>
  /** Those that were taken, and whose sender was told so. */
  readonly confirmed: ReadonlySet<string>
}

export const accountOf = ({ requests }: Pick<Run, 'requests'>, dialect: Dialect): Account => {
  const takings = requests.filter((request) => request.dialect === dialect && request.taken)
  const idsOf = (answered: boolean): readonly string[] =>
    takings.filter((request) => request.answered === answered).flatMap(({ ids }) => ids)
  return {
    taken: countEach(takings.flatMap(({ ids }) => ids)),
    replyLost: countEach(idsOf(false)),
    confirmed: new Set(idsOf(true)),
  }
}

const countEach = (ids: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

/** Those that were taken again though no reply of theirs was lost: each such repeat is our fault. */
export const unfairRepeats = ({ taken, replyLost }: Account): readonly string[] =>
  [...taken].filter(([id, count]) => count > 1 + (replyLost.get(id) ?? 0)).map(([id]) => id)

export const tallyOf = ({ stats }: Pick<Run, 'stats'>, dialect: Dialect): Tally => {
  const tally = stats.sinks[dialect]?.error
  if (!tally) throw new Error(`The ledger knows nothing of ${dialect}.`)
  return tally
}

/** At the sink that has most to wait for. */
export const mostPending = (stats: Stats): number =>
  Math.max(0, ...[...talliesOf(stats).values()].map(({ pending }) => pending))
