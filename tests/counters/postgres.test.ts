import { claimCounts, counterContract } from '@holdfast/shared/contracts'
import fc from 'fast-check'
import { Pool } from 'pg'
import { afterAll, beforeAll, it } from 'vitest'
import { type PostgresServer, startPostgres } from '../harness/postgresServer.ts'
import { createPostgresPlaces } from './openPlaces.ts'

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
