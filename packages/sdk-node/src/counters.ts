export type {
  Counters,
  CountersOptions,
  MemoryCountersOptions,
  Period,
  PeriodAt,
  Quota,
  QuotaAnswer,
  QuotaMiddleware,
  QuotaMiddlewareOptions,
  QuotaOptions,
  QuotaProblem,
  QuotaResponse,
} from '@holdfast/shared/counters'
export { memoryCounters } from './counters/memoryCounters.ts'
