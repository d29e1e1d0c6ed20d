import {
  type Check,
  type Counters,
  type CountersOptions,
  createCounters,
  type Period,
  problemsOf,
  property,
  readCountersOptions,
} from '@holdfast/shared/counters'
import { countersHost } from './countersHost.ts'
import {
  type IoRedisLike,
  isRedisClient,
  type NodeRedisLike,
  type RedisClient,
  toRedisClient,
} from './redisClient.ts'
import { createRedisEngine } from './redisEngine.ts'

/** What {@link redisCounters} may be told. */
export interface RedisCountersOptions extends CountersOptions {
  /**
   * How the names of its keys begin, within braces, so that a cluster keeps them in one slot. Those who count
   * together have the same. Default: `'holdfast'`.
   */
  readonly prefix?: string
  /** How many days after its end a total is kept, `Infinity` for ever. Default: minute 2, hour 40, day 400, month for ever. */
  readonly keepDays?: Partial<Record<Period, number>>
  /** For how many days a repeat is known as one. Default: 7. */
  readonly repeatDays?: number
}

const usual: Readonly<Record<Period, number>> = { minute: 2, hour: 40, day: 400, month: Infinity }

/**
 * Counters in Redis, shared by all who have the same server and prefix: one script a batch, which counts each
 * signal once.
 *
 * @param client - of `ioredis` or of `redis`, connected by you and closed by you.
 * @example
 * const counters = redisCounters(new Redis(process.env.REDIS_URL))
 * const monitor = init({ service: 'api', sinks: [counters, http({ url })] })
 * app.use(counters.quota('api-requests', 1_000, 'day').middleware({ subjectOf }))
 */
export const redisCounters = (
  client: IoRedisLike | NodeRedisLike,
  options?: RedisCountersOptions,
): Counters => {
  const settings = readCountersOptions(options, {
    name: 'redis',
    others: ['prefix', 'keepDays', 'repeatDays'],
  })
  const own = readOwn(options)
  const isClient = isRedisClient(client)
  const problems = problemsOf([
    [isClient, 'client', 'a client of ioredis or of redis'],
    ...own.checks,
  ])
  const engine = createRedisEngine(isClient ? toRedisClient(client) : noClient, {
    ...own,
    periods: settings.periods,
    warn: countersHost.warn,
  })
  return createCounters(
    { ...settings, problems: [...settings.problems, ...problems] },
    engine,
    countersHost,
  )
}

const readOwn = (options: RedisCountersOptions | undefined) => {
  const prefix = property(options, 'prefix') ?? 'holdfast'
  const keepDays = property(options, 'keepDays') ?? {}
  const repeatDays = property(options, 'repeatDays') ?? 7
  const areDays = typeof keepDays === 'object' && Object.entries(keepDays).every(isKept)
  const checks: readonly Check[] = [
    [isPrefix(prefix), 'prefix', 'a text without braces, spaces and controls'],
    [areDays, 'keepDays', 'days by period, each a number above zero'],
    [isDays(repeatDays) && repeatDays < 10_000, 'repeatDays', 'a number of days above zero'],
  ]
  return {
    prefix: String(prefix),
    keepDays: { ...usual, ...(areDays && keepDays) },
    repeatDays: Number(repeatDays),
    checks,
  }
}

const isPrefix = (value: unknown): boolean =>
  typeof value === 'string' && /^[^{}\s\p{Cc}\p{Cs}]{1,100}$/u.test(value)

const isDays = (value: unknown): value is number => typeof value === 'number' && value > 0

const isKept = ([period, days]: [string, unknown]): boolean => period in usual && isDays(days)

/** Stands in where the options are wrong: `init` says so before it is asked anything. */
const noClient: RedisClient = {
  run: () => Promise.reject(new TypeError('no client was given')),
  get: () => Promise.reject(new TypeError('no client was given')),
}
