import { postgresCounters } from '@holdfast/node/postgres'
import { claimCounts, counterContract, usageSignal } from '@holdfast/shared/contracts'
import fc from 'fast-check'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { type PostgresServer, startPostgres } from '../harness/postgresServer.ts'
import { createPostgresPlaces, migrate } from './openPlaces.ts'

let server: PostgresServer
let pool: Pool
let createPlace: ReturnType<typeof createPostgresPlaces>

beforeAll(async () => {
  server = await startPostgres()
  pool = new Pool({ host: '127.0.0.1', port: server.port, user: 'postgres', max: 6 })
  createPlace = createPostgresPlaces(pool)
})

afterAll(async () => {
  await pool.end()
  await server.stop()
})

for (const { name, run } of counterContract(() => createPlace())) it(name, run)

it('counts what an exact model does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => claimCounts(await createPlace(), seed)),
    { numRuns: 15 },
  )
})

const minute = Math.floor(Date.now() / 60_000) * 60_000

/** Counters in a schema of their own, with one use of each period's beginning. */
const openSchema = async (schema: string) => {
  await migrate(pool, schema)
  return postgresCounters(pool, { schema })
}

it('asks for one statement a batch, which prepares nothing in its session', async () => {
  const counters = await openSchema('statements')
  const batch = Array.from({ length: 20 }, (_, index) =>
    usageSignal({
      id: index + 1,
      minute,
      deltas: [{ subject: 'acme', quantity: 1, id: `${index}` }],
    }),
  )
  const before = server.log().length
  await counters.receive(batch)
  const asked = server.log().slice(before)
  expect(asked).toHaveLength(1)
  expect(asked[0]).toMatch(/^LOG: {2}execute <unnamed>: /)
})

it('keeps texts as they are, where they can be, for whoever reads the table', async () => {
  const counters = await openSchema('readable')
  const deltas = [
    { subject: 'Łódź 🚀', quantity: 1.25 },
    { subject: 'a\u0000b', quantity: 2 },
  ]
  await counters.receive([usageSignal({ id: 1, minute, deltas })])
  const { rows } = await pool.query(
    "select meter, subject, total from readable.usage_totals where period = 'month' order by total",
  )
  expect(rows).toEqual([
    { meter: 'api-requests', subject: 'Łódź 🚀', total: '1.25' },
    { meter: 'api-requests', subject: String.raw`a\u0000b`, total: '2' },
  ])
})

it('can be migrated again, and then has what it had', async () => {
  const counters = await openSchema('again')
  const told = usageSignal({ id: 1, minute, deltas: [{ subject: 'acme', quantity: 1 }] })
  await counters.receive([told])
  await migrate(pool, 'again')
  await counters.receive([told])
  expect(await counters.totals('api-requests', 'acme', 'month')).toBe(1)
})

it('shows nothing to other roles, even to one that may use the schema and read its tables', async () => {
  const counters = await openSchema('secret')
  await counters.receive([
    usageSignal({ id: 1, minute, deltas: [{ subject: 'acme', quantity: 1 }] }),
  ])
  const client = await pool.connect()
  onTestFinished(() => client.release(true))
  await client.query('create role anon')
  await client.query('set role anon')
  await expect(client.query('select * from secret.usage_totals')).rejects.toThrow(
    'permission denied',
  )
  await expect(client.query('select secret.prune_usage()')).rejects.toThrow('permission denied')
  await client.query('reset role')
  await client.query('grant usage on schema secret to anon')
  await client.query('grant select, insert on all tables in schema secret to anon')
  await client.query('set role anon')
  const { rows } = await client.query('select * from secret.usage_totals')
  expect(rows).toEqual([])
  await expect(client.query("insert into secret.usage_seen (id) values ('x')")).rejects.toThrow(
    'row-level security',
  )
})

it('prunes what is old, and nothing else', async () => {
  const counters = await openSchema('pruned')
  const subjects = [{ subject: 'acme', quantity: 1 }]
  const old = usageSignal({ id: 1, minute: minute - 500 * 86_400_000, deltas: subjects })
  const young = usageSignal({ id: 2, minute, deltas: subjects })
  await counters.receive([old, young])
  await pool.query(
    "update pruned.usage_seen set seen_at = now() - interval '8 days' where ctid = '(0,1)'",
  )
  const { rows } = await pool.query('select pruned.prune_usage() as gone')
  // The hour and the day of the old one, and one of the ids; months stay.
  expect(rows).toEqual([{ gone: '3' }])
  const at = old.minute
  expect(await counters.totals('api-requests', 'acme', { period: 'day', at })).toBe(0)
  expect(await counters.totals('api-requests', 'acme', { period: 'month', at })).toBe(1)
  expect(await counters.totals('api-requests', 'acme', 'hour')).toBe(1)
})

it('says what is missing where nobody has run the migration, and counts once somebody has', async () => {
  const counters = postgresCounters(pool, { schema: 'later' })
  const told = usageSignal({ id: 1, minute, deltas: [{ subject: 'acme', quantity: 1 }] })
  const said = vi.spyOn(console, 'error').mockReturnValue()
  onTestFinished(() => said.mockRestore())
  for (const _ of ['once', 'again'])
    await expect(counters.receive([told])).rejects.toThrow('later.usage_seen')
  expect(said.mock.calls.map(([text]) => text)).toEqual([expect.stringContaining('migration')])
  await migrate(pool, 'later')
  await counters.receive([told])
  expect(await counters.totals('api-requests', 'acme', 'month')).toBe(1)
})
