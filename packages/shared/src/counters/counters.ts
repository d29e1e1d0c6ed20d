import type { ConfigProblem } from '../model/configProblem.ts'
import type { Period } from '../model/period.ts'
import type { LocalSink } from '../ports/sink.ts'
import type { BreakerOptions } from '../resilience/breaker.ts'
import type { Quota, QuotaOptions } from './quota.ts'

/** A period, and a moment that lies in it. */
export interface PeriodAt {
  readonly period: Period
  readonly at: Date | number
}

/** What all counters may be told. */
export interface CountersOptions {
  /** Names the sink in the ledger. Default: the name of the store. */
  readonly name?: string
  /** Of which periods totals are kept. Each costs a write for each subject. Default: hour, day and month. */
  readonly periods?: readonly Period[]
  /**
   * When checks stop asking a store that fails, and ask it again. Default: after 5 failures in a row, for 5 s, and
   * twice as long with each further one, up to 1 m.
   */
  readonly breaker?: Omit<BreakerOptions, 'on'>
}

/** Counters that several processes share: a sink for `init`, and what can be asked of it. */
export interface Counters extends LocalSink {
  /**
   * What a subject has used of a meter in a period, by all who count there: in the current one, or in the one
   * of a moment. It rejects where the store cannot be asked, and for a period that is not kept.
   *
   * @example
   * await counters.totals('api-requests', 'acme', 'month')
   * await counters.totals('api-requests', 'acme', { period: 'day', at: new Date('2026-11-03') })
   */
  totals(meter: string, subject: string, period: Period | PeriodAt): Promise<number>
  /**
   * How much a subject may use of a meter in a period. Where limits differ by subject, make one for each
   * request: those of one meter share what they know.
   *
   * @throws {TypeError} naming every option that is wrong.
   * @example
   * const limit = counters.quota('api-requests', 1_000, 'day')
   * const strict = counters.quota('exports', 10, { per: 'hour', onFailure: 'deny' })
   */
  quota(meter: string, limit: number, per: Period | QuotaOptions): Quota
  /** What is wrong with its options, which `init` reports with its own. */
  readonly problems?: readonly ConfigProblem[] | undefined
}
