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
export type { IoRedisLike, NodeRedisLike } from './counters/redisClient.ts'
export { type RedisCountersOptions, redisCounters } from './counters/redisCounters.ts'
