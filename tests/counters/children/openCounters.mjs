import { postgresCounters } from '@holdfast/node/postgres'
import { redisCounters } from '@holdfast/node/redis'
import { Redis } from 'ioredis'
import pg from 'pg'

const { ENGINE, PORT = '0' } = process.env
const nothing = () => undefined

const openRedis = () => {
  const client = new Redis({ port: Number(PORT), host: '127.0.0.1' })
  client.on('error', nothing)
  return { counters: redisCounters(client), close: async () => client.disconnect() }
}

const openPostgres = () => {
  const place = { host: '127.0.0.1', port: Number(PORT), user: 'postgres', database: 'postgres' }
  const pool = new pg.Pool({ ...place, max: 2 })
  pool.on('error', nothing)
  return { counters: postgresCounters(pool), close: () => pool.end() }
}

export const openCounters = async () => (ENGINE === 'redis' ? openRedis() : openPostgres())
