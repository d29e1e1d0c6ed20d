import type { Counters } from '@holdfast/node/counters'
import { postgresCounters } from '@holdfast/node/postgres'
import { redisCounters } from '@holdfast/node/redis'
import { Redis } from 'ioredis'
import { Pool } from 'pg'
import { createClient } from 'redis'
import { startPostgres } from '../harness/postgresServer.ts'
import { startRedis } from '../harness/redisServer.ts'
import type { RealServer } from '../harness/startServer.ts'
import { migrate } from './openPlaces.ts'

/** A client as an app would make it, of a server at this port. */
export interface OpenCounters {
  readonly counters: Counters
  close(): Promise<void> | void
}

export interface Store {
  readonly name: string
  start(): Promise<RealServer>
  open(port: number): OpenCounters | Promise<OpenCounters>
}

const ignore = (): void => undefined

/** What an app may count with. Each client is at its defaults: it queues while its server is away. */
export const stores: readonly Store[] = [
  {
    name: 'Redis over ioredis',
    start: startRedis,
    open: (port) => {
      const client = new Redis(port, '127.0.0.1')
      client.on('error', ignore)
      return { counters: redisCounters(client), close: () => client.disconnect() }
    },
  },
  {
    name: 'Redis over redis',
    start: startRedis,
    open: async (port) => {
      const client = createClient({ url: `redis://127.0.0.1:${port}` })
      client.on('error', ignore)
      await client.connect()
      return { counters: redisCounters(client), close: () => client.destroy() }
    },
  },
  {
    name: 'PostgreSQL over pg',
    start: async () => {
      const server = await startPostgres()
      const pool = openPool(server.port)
      await migrate(pool, 'holdfast')
      await pool.end()
      return server
    },
    open: (port) => {
      const pool = openPool(port)
      return { counters: postgresCounters(pool), close: () => pool.end() }
    },
  },
]

const openPool = (port: number): Pool => {
  const pool = new Pool({ host: '127.0.0.1', port, user: 'postgres', max: 4 })
  pool.on('error', ignore)
  return pool
}
