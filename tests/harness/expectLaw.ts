import type { Stats, Tally } from '@holdfast/shared'
import { expect } from 'vitest'

const lostOf = ({ lost }: Tally): number =>
  Object.values(lost).reduce((sum, count) => sum + count, 0)

/** Every tally of the ledger, by `sink/kind`. */
export const talliesOf = (stats: Stats): ReadonlyMap<string, Tally> =>
  new Map(
    Object.entries(stats.sinks).flatMap(([sink, kinds]) =>
      Object.entries(kinds).map(([kind, tally]) => [`${sink}/${kind}`, tally]),
    ),
  )

/** The conservation law: every signal that came in is delivered, lost for a reason, or pending. */
export const expectLaw = (stats: Stats): void => {
  for (const [name, tally] of talliesOf(stats)) {
    const { accepted, recovered, delivered, pending } = tally
    expect(accepted + recovered, name).toBe(delivered + pending + lostOf(tally))
  }
}
