import { expect } from 'vitest'
import { expectLaw } from '../harness/expectLaw.ts'
import {
  type Account,
  accountOf,
  dialects,
  mostPending,
  tallyOf,
  unfairRepeats,
} from './account.ts'
import { captures } from './captureEvenly.ts'
import type { Run } from './run.ts'

type Witnessed = Omit<Run, 'drained'>

interface Expected {
  /** Whether the sink takes signals and its sender cannot know it. Default: `false`. */
  readonly losesReplies?: boolean
  /** Whether the fault stops or delays anything for long. Default: `true`. */
  readonly isFelt?: boolean
}

/** Every signal was taken, the ledger says the same, and none was taken again but for a lost reply. */
export const expectNothingLost = (run: Witnessed, expected: Expected = {}): void => {
  for (const dialect of dialects) {
    const { taken } = accountOf(run, dialect)
    const missing = run.ids.filter((id) => !taken.has(id))
    const ledger = JSON.stringify(tallyOf(run, dialect))
    expect(missing.length, `${dialect}: captured, not taken; the ledger: ${ledger}`).toBe(0)
    expect(tallyOf(run, dialect), dialect).toEqual({
      accepted: captures,
      recovered: 0,
      delivered: captures,
      pending: 0,
      lost: {},
    })
  }
  expectOrder(run, expected)
}

/**
 * What there was no room for is booked, to the unit, against what the sink says:
 *
 *     lost = captured − taken + (taken, but every reply of theirs lost)
 *
 * The last are signals that had to make room before they could be sent again: the sink has them, and
 * nobody could know it.
 */
export const expectLossesBooked = (
  run: Witnessed,
  { losesReplies = false }: Expected = {},
): void => {
  for (const dialect of dialects) {
    const { taken, confirmed } = accountOf(run, dialect)
    const unconfirmed = [...taken.keys()].filter((id) => !confirmed.has(id))
    const outboxFull = captures - taken.size + unconfirmed.length
    expect(outboxFull, `${dialect}: the outbox was too small`).toBeGreaterThan(0)
    expect(unconfirmed.length > 0, `${dialect}: taken, and yet lost`).toBe(losesReplies)
    expect(tallyOf(run, dialect), dialect).toEqual({
      accepted: captures,
      recovered: 0,
      delivered: confirmed.size,
      pending: 0,
      lost: { outboxFull },
    })
  }
  expectOrder(run, { losesReplies })
}

/** What holds whatever is lost. */
const expectOrder = (run: Witnessed, { losesReplies = false, isFelt = true }: Expected): void => {
  expect(new Set(run.ids).size).toBe(captures)
  if (isFelt) expect(wasFelt(run), 'the fault was felt').toBe(true)
  expect(run.samples.length).toBeGreaterThan(50)
  for (const stats of [...run.samples, run.stats]) expectLaw(stats)
  for (const dialect of dialects) {
    const account = accountOf(run, dialect)
    expect(strangersIn(account, run.ids).length, `${dialect}: taken, not captured`).toBe(0)
    expect(unfairRepeats(account).length, `${dialect}: repeated, no reply lost`).toBe(0)
    expect(account.replyLost.size > 0, `${dialect}: replies were lost`).toBe(losesReplies)
  }
}

const strangersIn = ({ taken }: Account, ids: readonly string[]): readonly string[] => {
  const captured = new Set(ids)
  return [...taken.keys()].filter((id) => !captured.has(id))
}

/** A scenario whose fault nobody met would prove nothing. */
const wasFelt = ({ requests, samples }: Witnessed): boolean =>
  requests.some(({ taken, answered }) => !(taken && answered)) ||
  samples.some((stats) => mostPending(stats) >= 100)
