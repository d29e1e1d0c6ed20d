import { type IoRedisLike, type NodeRedisLike, redisCounters } from '@holdfast/node/redis'
import {
  type CounterPlace,
  claimCounts,
  counterContract,
  usageSignal,
} from '@holdfast/shared/contracts'
import fc from 'fast-check'
import { Cluster, Redis } from 'ioredis'
import { createClient, createCluster } from 'redis'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { startRedis } from '../harness/redisServer.ts'
import { findFreePort, type RealServer } from '../harness/startServer.ts'
import { allPeriods, toEngine } from './openPlaces.ts'

let server: RealServer
let ioredis: Redis
let nodeRedis: ReturnType<typeof createClient>

beforeAll(async () => {
  server = await startRedis()
  ioredis = new Redis(server.port, '127.0.0.1')
  nodeRedis = createClient({ url: `redis://127.0.0.1:${server.port}` })
  await nodeRedis.connect()
})

afterAll(async () => {
  ioredis.disconnect()
  nodeRedis.destroy()
  await server.stop()
})

let places = 0

const createPlace = (client: IoRedisLike | NodeRedisLike): CounterPlace => {
  const prefix = `place-${places++}`
  const keepDays = { minute: 2_000, hour: 2_000, day: 2_000 }
  return {
    open: () => toEngine(redisCounters(client, { prefix, keepDays, periods: allPeriods })),
  }
}

const clients = {
  ioredis: (): IoRedisLike => ioredis,
  redis: (): NodeRedisLike => nodeRedis,
}

describe.each(Object.entries(clients))('over %s', (_, client) => {
  for (const { name, run } of counterContract(() => createPlace(client()))) it(name, run)

  it('counts what an exact model does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), (seed) => claimCounts(createPlace(client()), seed)),
      { numRuns: 15 },
    )
  })
})

it('keeps what it counts for as long as it says', async () => {
  const prefix = `place-${places++}`
  const counters = redisCounters(ioredis, { prefix, keepDays: { day: 1 }, repeatDays: 2 })
  const minute = Math.floor(Date.now() / 60_000) * 60_000
  const deltas = [{ subject: 'acme', quantity: 1, id: 'order-1' }]
  await counters.receive([usageSignal({ id: 1, minute, deltas })])
  const keys = await ioredis.keys(`{${prefix}}*`)
  expect(keys).toHaveLength(5)
  const days = async (part: string) => {
    const seconds = await ioredis.ttl(keys.find((key) => key.includes(part)) ?? '')
    return seconds < 0 ? seconds : seconds / 86_400
  }
  expect(await days(':signal:')).toBeCloseTo(2, 2)
  expect(await days(':delta:')).toBeCloseTo(2, 2)
  expect(await days(':M:')).toBe(-1)
  expect(await days(':d:')).toBeGreaterThanOrEqual(1)
  expect(await days(':d:')).toBeLessThanOrEqual(2)
  expect(await days(':h:')).toBeGreaterThanOrEqual(40)
})

it('costs a key that something else has taken its own count, and the others nothing', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const prefix = `place-${places++}`
  const counters = redisCounters(ioredis, { prefix, periods: ['month'] })
  await ioredis.lpush(`{${prefix}}:total:M:0:api-requests:taken`, 'not a number')
  const deltas = ['before', 'taken', 'after'].map((subject) => ({ subject, quantity: 2 }))
  await counters.receive([usageSignal({ id: 1, deltas })])
  const month = { period: 'month', at: 0 } as const
  expect(await counters.totals('api-requests', 'before', month)).toBe(2)
  expect(await counters.totals('api-requests', 'after', month)).toBe(2)
  expect(told).toHaveBeenCalledOnce()
  expect(String(told.mock.calls)).toContain('WRONGTYPE')
})

it('works in a cluster, whose nodes take only keys of one slot', async () => {
  const own = ['--cluster-announce-ip', '127.0.0.1', '--cluster-port', `${await findFreePort()}`]
  const node = await startRedis(['--cluster-enabled', 'yes', ...own])
  onTestFinished(() => node.stop())
  const plain = new Redis(node.port, '127.0.0.1')
  onTestFinished(() => plain.disconnect())
  await plain.cluster('ADDSLOTSRANGE', 0, 16_383)
  await expect.poll(() => plain.cluster('INFO'), { timeout: 20_000 }).toContain('cluster_state:ok')
  const address = { host: '127.0.0.1', port: node.port }
  const cluster = new Cluster([address])
  onTestFinished(() => cluster.disconnect())
  const nodes = await createCluster({
    rootNodes: [{ socket: address }],
    nodeAddressMap: () => address,
  }).connect()
  onTestFinished(() => nodes.destroy())
  for (const client of [cluster, nodes]) await claimCounts(createPlace(client), 11)
})
