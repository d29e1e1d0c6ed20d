import type { Counters } from '@holdfast/node/counters'
import { usageSignal } from '@holdfast/shared/contracts'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type SlowProxy, startSlowProxy } from '../harness/slowProxy.ts'
import type { RealServer } from '../harness/startServer.ts'
import { type Store, stores } from './stores.ts'

const minute = Math.floor(Date.now() / 60_000) * 60_000

let ids = 0

const use = (meter: string, quantity: number) =>
  usageSignal({ id: ++ids, meter, minute, deltas: [{ subject: 'acme', quantity }] })

/** As a lane does: the same batch, until it is taken, one attempt at a time. */
const insist = async (counters: Counters, batch: ReturnType<typeof use>[]): Promise<number> => {
  const patience = Date.now() + 30_000
  for (let attempts = 1; ; attempts++) {
    const outcome = await Promise.race([
      Promise.resolve(counters.receive(batch)).then(
        () => true,
        () => false,
      ),
      pause(500).then(() => false),
    ])
    if (outcome) return attempts
    if (Date.now() > patience) throw new Error('it was never taken')
    await pause(50)
  }
}

const pause = (delay: number) => new Promise((resolve) => setTimeout(resolve, delay))

const total = (counters: Counters, meter: string) => counters.totals(meter, 'acme', 'month')

describe.each(stores)('$name', (store: Store) => {
  let server: RealServer
  let proxy: SlowProxy

  beforeAll(async () => {
    server = await store.start()
    proxy = await startSlowProxy(server.port)
  })

  afterAll(async () => {
    await proxy.stop()
    await server.stop()
  })

  const open = async (): Promise<Counters> => {
    const { counters, close } = await store.open(proxy.port)
    onTestFinished(async () => {
      proxy.release()
      await close()
    })
    return counters
  }

  it('counts once what it was told while its server was dead', async () => {
    const counters = await open()
    await counters.receive([use('killed', 1)])
    const batch = [use('killed', 10), use('killed', 100)]
    await server.halt()
    const insisting = insist(counters, batch)
    await pause(1_200)
    await server.start()
    expect(await insisting).toBeGreaterThan(1)
    await counters.receive(batch)
    expect(await total(counters, 'killed')).toBe(111)
  })

  it('counts once what was counted, and whose answer was lost as the server was killed', async () => {
    const counters = await open()
    await counters.receive([use('lost', 1)])
    const beside = await store.open(server.port)
    const batch = [use('lost', 10)]
    proxy.hang('answers')
    const unanswered = Promise.resolve(counters.receive(batch)).catch(() => undefined)
    await expect.poll(() => total(beside.counters, 'lost')).toBe(11)
    await beside.close()
    await server.restart()
    proxy.cut()
    proxy.release()
    await insist(counters, batch)
    await unanswered
    expect(await total(counters, 'lost')).toBe(11)
  })

  it('gives a client that waits for its server no more than ten batches to hold', async () => {
    const counters = await open()
    await counters.receive([use('hung', 1)])
    proxy.hang()
    const batches = Array.from({ length: 12 }, () => [use('hung', 1)])
    const outcomes = batches.map((batch) => Promise.resolve(counters.receive(batch)))
    const refused = await Promise.allSettled(outcomes.slice(10))
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    proxy.release()
    await Promise.all(outcomes.slice(0, 10))
    for (const batch of batches) await counters.receive(batch)
    expect(await total(counters, 'hung')).toBe(13)
  })

  it('asks for one round trip a batch, however much is in it', async () => {
    const counters = await open()
    await counters.receive([use('trips', 1)])
    await pause(100)
    const before = proxy.asked()
    const batch = Array.from({ length: 20 }, () => use('trips', 1))
    await counters.receive(batch)
    expect(proxy.asked() - before).toBe(1)
    await counters.receive(batch)
    expect(proxy.asked() - before).toBe(2)
    expect(await total(counters, 'trips')).toBe(21)
  })

  it('answers a check in time while the server hangs, and at once when it has learnt that', async () => {
    const counters = await open()
    const limit = counters.quota('slow', 100, { per: 'day', timeout: '100ms' })
    await counters.receive([use('slow', 40)])
    expect(await limit.check('acme')).toMatchObject({ known: 'fresh', used: 40 })
    proxy.hang()
    const took: number[] = []
    for (let check = 0; check < 200; check++) {
      const began = performance.now()
      await limit.check(`subject-${check}`)
      took.push(performance.now() - began)
    }
    const sorted = [...took].sort((one, other) => one - other)
    // Five wait for their time to run out; the breaker is open after them.
    expect(sorted.at(-1)).toBeLessThan(200)
    expect(took.filter((time) => time > 50).length).toBeLessThanOrEqual(6)
    expect(sorted[100]).toBeLessThan(2)
    expect(await limit.check('acme')).toMatchObject({ known: expect.stringMatching(/fresh|stale/) })
    console.log(
      `${store.name}: the longest check of 200 took ${sorted.at(-1)?.toFixed(1)} ms, half of them ${sorted[100]?.toFixed(3)} ms`,
    )
  })
})
