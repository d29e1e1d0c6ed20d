export type { Counters, CountersOptions, PeriodAt } from '../counters/counters.ts'
export type { CountersHost } from '../counters/countersHost.ts'
export { createCounters } from '../counters/createCounters.ts'
export { type MemoryCountersOptions, memoryCounters } from '../counters/memoryCounters.ts'
export type {
  Quota,
  QuotaAnswer,
  QuotaMiddleware,
  QuotaMiddlewareOptions,
  QuotaOptions,
  QuotaProblem,
  QuotaResponse,
} from '../counters/quota.ts'
export { type CountersSettings, readCountersOptions } from '../counters/readCountersOptions.ts'
export { toStoredText } from '../counters/storedText.ts'
export type { ConfigProblem } from '../model/configProblem.ts'
export { endOf, type Period, startOf } from '../model/period.ts'
export type { UsageSignal } from '../model/signal.ts'
export type { WallTime } from '../model/units.ts'
export { usageDeltaId } from '../model/usageDeltaId.ts'
export type { CounterEngine, CounterKey } from '../ports/counterEngine.ts'
export type { Use } from '../ports/sink.ts'
export { property } from '../primitives/attempt.ts'
export { type Check, problemsOf } from '../sinks/problemsOf.ts'
