import type { Period } from '../model/period.ts'
import type { UsageSignal } from '../model/signal.ts'
import type { WallTime } from '../model/units.ts'

/** What a total is of. */
export interface CounterKey {
  readonly meter: string
  readonly subject: string
  readonly period: Period
  /** When the period begins. */
  readonly start: WallTime
}

/** Where counters are kept: shared by all who count in the same place. */
export interface CounterEngine {
  /**
   * Counts what was told, in one round trip: all of a signal or nothing of it, a signal of the same id
   * once, and a delta that has an id of its own once. It rejects where it cannot say that it has.
   */
  apply(signals: readonly UsageSignal[]): Promise<void>
  /** Zero where nothing was counted. */
  total(key: CounterKey): Promise<number>
  /** Whether it rejected for what these signals are, so that it would always. */
  refuses?(error: unknown): boolean
}
