import type { LossReason } from '../model/lossReason.ts'
import type { SignalKind } from '../model/signal.ts'
import type { Stats, Tally } from '../model/stats.ts'

/** What can happen to a signal at a sink. */
export type Fate = 'accepted' | 'recovered' | 'delivered' | LossReason

/** Counts every signal's fate, for each sink and kind. */
export interface Ledger {
  book(sink: string, kind: SignalKind, fate: Fate): void
  /** Summed over all sinks and kinds. */
  totals(): Totals
  /** `pending` is asked of those who hold the signals, so that the law is checked, not assumed. */
  stats(pending: (sink: string, kind: SignalKind) => number): Stats
}

export interface Totals {
  readonly accepted: number
  readonly delivered: number
  readonly lost: number
}

type Account = Map<Fate, number>

export const createLedger = (sinks: readonly string[]): Ledger => {
  const books = new Map<string, Map<SignalKind, Account>>(sinks.map((sink) => [sink, new Map()]))

  const accountOf = (sink: string, kind: SignalKind): Account => {
    const kinds = books.get(sink) ?? new Map<SignalKind, Account>()
    books.set(sink, kinds)
    const account = kinds.get(kind) ?? new Map<Fate, number>()
    kinds.set(kind, account)
    return account
  }

  return {
    book: (sink, kind, fate) => {
      const account = accountOf(sink, kind)
      account.set(fate, (account.get(fate) ?? 0) + 1)
    },
    totals: () => {
      const tallies = [...books.values()]
        .flatMap((kinds) => [...kinds.values()])
        .map((account) => toTally(account, 0))
      return {
        accepted: sum(tallies.map((tally) => tally.accepted)),
        delivered: sum(tallies.map((tally) => tally.delivered)),
        lost: sum(tallies.flatMap((tally) => Object.values(tally.lost))),
      }
    },
    stats: (pending) => ({
      sinks: Object.fromEntries(
        [...books].map(([sink, kinds]) => [
          sink,
          Object.fromEntries(
            [...kinds].map(([kind, account]) => [kind, toTally(account, pending(sink, kind))]),
          ),
        ]),
      ),
    }),
  }
}

const toTally = (account: Account, pending: number): Tally => {
  const { accepted = 0, recovered = 0, delivered = 0, ...lost } = Object.fromEntries(account)
  return { accepted, recovered, delivered, pending, lost }
}

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0)
