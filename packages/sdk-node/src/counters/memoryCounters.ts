import {
  type Counters,
  type MemoryCountersOptions,
  memoryCounters as openMemoryCounters,
} from '@holdfast/shared/counters'
import { countersHost } from './countersHost.ts'

/**
 * Counters of one process, which end with it: for a single instance, for development and for tests. What
 * several instances share is in `@holdfast/node/redis` and `@holdfast/node/postgres`.
 *
 * @example
 * const counters = memoryCounters()
 * const monitor = init({ service: 'api', sinks: [counters] })
 * const limit = counters.quota('api-requests', 1_000, 'day')
 * const { allowed } = await limit.check('acme')
 */
export const memoryCounters = (options?: MemoryCountersOptions): Counters =>
  openMemoryCounters(options, countersHost)
