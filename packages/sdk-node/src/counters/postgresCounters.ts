import {
  type Counters,
  type CountersOptions,
  createCounters,
  problemsOf,
  property,
  readCountersOptions,
} from '@holdfast/shared/counters'
import { countersHost } from './countersHost.ts'
import { createPostgresEngine, type PostgresPoolLike } from './postgresEngine.ts'

/** What {@link postgresCounters} may be told. */
export interface PostgresCountersOptions extends CountersOptions {
  /** Where its tables are, as the migration has made them. Default: `'holdfast'`. */
  readonly schema?: string
}

/**
 * Counters in PostgreSQL, and so on Supabase, shared by all who have the same database: one statement a batch,
 * which counts each signal once. Its tables are made by `migrations/postgres/0001_counters.sql` of this package.
 *
 * @param pool - of `pg`, made by you and ended by you.
 * @example
 * const counters = postgresCounters(new Pool({ connectionString: process.env.DATABASE_URL }))
 * const monitor = init({ service: 'api', sinks: [counters] })
 * await counters.totals('api-requests', 'acme', 'month')
 */
export const postgresCounters = (
  pool: PostgresPoolLike,
  options?: PostgresCountersOptions,
): Counters => {
  const settings = readCountersOptions(options, { name: 'postgres', others: ['schema'] })
  const schema = property(options, 'schema') ?? 'holdfast'
  const isSchema = typeof schema === 'string' && /^[a-z_][a-z0-9_]{0,62}$/.test(schema)
  const problems = problemsOf([
    [typeof property(pool, 'query') === 'function', 'pool', 'a Pool of pg'],
    [isSchema, 'schema', 'the name of a schema, of a-z, 0-9 and _'],
  ])
  const engine = createPostgresEngine(pool, {
    schema: isSchema ? schema : 'holdfast',
    periods: settings.periods,
    warn: countersHost.warn,
  })
  return createCounters(
    { ...settings, problems: [...settings.problems, ...problems] },
    engine,
    countersHost,
  )
}
