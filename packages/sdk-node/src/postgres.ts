export type {
  Counters,
  CountersOptions,
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
export { type PostgresCountersOptions, postgresCounters } from './counters/postgresCounters.ts'
export type { PostgresPoolLike } from './counters/postgresEngine.ts'
