import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { postgresCounters } from '@holdfast/node/postgres'
import type { Counters } from '@holdfast/node/redis'
import type { CounterPlace } from '@holdfast/shared/contracts'
import type { CounterEngine, Period } from '@holdfast/shared/counters'
import type { Pool } from 'pg'

/** Counters as the engine behind them: the contract is kept by what users have in hand. */
export const toEngine = (counters: Counters): CounterEngine => ({
  apply: async (signals) => counters.receive(signals),
  total: ({ meter, subject, period, start }) =>
    counters.totals(meter, subject, { period, at: start }),
})

export const allPeriods: readonly Period[] = ['minute', 'hour', 'day', 'month']

const migration = readFileSync(
  fileURLToPath(
    new URL('../../packages/sdk-node/migrations/postgres/0001_counters.sql', import.meta.url),
  ),
  'utf8',
)

/** The migration, for a schema of this name. */
export const migrate = async (pool: Pool, schema: string): Promise<void> => {
  await pool.query(migration.replace(/\bholdfast\b/g, schema))
}

/** Each place is a schema of its own. */
export const createPostgresPlaces = (pool: Pool): (() => Promise<CounterPlace>) => {
  let count = 0
  return async () => {
    const schema = `place_${count++}`
    await migrate(pool, schema)
    return { open: () => toEngine(postgresCounters(pool, { schema, periods: allPeriods })) }
  }
}
