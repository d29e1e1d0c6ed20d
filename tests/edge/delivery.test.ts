import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { expectLaw } from '../harness/expectLaw.ts'
import { expectSeen, expectTakenOnce } from '../harness/expectSeen.ts'
import { envelopesOf, errorsOf, eventsOf } from '../harness/readTaken.ts'
import { openWorker } from './openWorker.ts'

const timed = async (work: () => Promise<Response>) => {
  const started = performance.now()
  const response = await work()
  await response.text()
  return performance.now() - started
}

const wholeTally = (count: number) => ({
  error: { accepted: count, recovered: 0, delivered: count, pending: 0, lost: {} },
})

describe('delivery from a worker', () => {
  it('never delays the response', async () => {
    const worker = await openWorker()
    worker.sink.behaveAlways({ do: 'hang' })
    await worker.get('/')
    const times = [
      await timed(() => worker.get('/message')),
      await timed(() => worker.get('/throw')),
      await timed(() => worker.get('/background')),
    ]
    // The sink never answers: any wait for it would show as seconds.
    expect(Math.max(...times)).toBeLessThan(1_000)
    expectLaw(await worker.stats())
  })

  it('outlasts a sink that is down for three seconds', async () => {
    const worker = await openWorker()
    await worker.sink.goDown()
    await worker.get('/throw')
    await worker.get('/message')
    await wait(3_000)
    expectLaw(await worker.stats())
    expect(worker.sink.requests).toEqual([])
    await worker.sink.comeBack()
    const stats = await worker.settled()
    expectSeen(worker.sink, [{ message: 'thrown in a handler' }, { message: 'resized' }])
    expect(stats.sinks).toEqual({ sentry: wholeTally(2), http: wholeTally(2) })
  })

  it('tells Sentry of what it refused, before the invocation is over', async () => {
    const worker = await openWorker()
    worker.sink.behaveAlways(({ ids }) => ({ do: 'answer', status: ids.length > 0 ? 403 : 200 }))
    await worker.get('/message')
    await expect.poll(() => envelopesOf(worker.sink)).toHaveLength(1)
    const [, items] = envelopesOf(worker.sink)[0] ?? []
    expect(items).toMatchObject([
      [{ type: 'client_report' }, { discarded_events: [{ reason: 'send_error', quantity: 1 }] }],
    ])
  })

  it('keeps fifty concurrent invocations apart', async () => {
    const worker = await openWorker()
    const tenants = Array.from({ length: 50 }, (_, index) => `tenant-${index}`)
    const answers = await Promise.all(
      tenants.map(async (tenant) => (await worker.get(`/tenant?tenant=${tenant}`)).text()),
    )
    expect(answers).toEqual(tenants)
    expectLaw(await worker.stats())

    const stats = await worker.settled()
    expect(stats.sinks).toEqual({ sentry: wholeTally(300), http: wholeTally(300) })
    expectTakenOnce(worker.sink)
    for (const { message, tags, user } of errorsOf(worker.sink)) {
      const inScope = !message.endsWith('without a scope')
      expect({ tags, user }).toEqual(
        inScope ? { tags: { tenant: message }, user: { id: message } } : { tags: {} },
      )
    }
    for (const { exception, user } of eventsOf(worker.sink)) {
      expect(user?.id).toBe(exception?.values?.[0]?.value)
    }
  })

  it('obeys the law while the sink fails in every way', async () => {
    const worker = await openWorker()
    worker.sink.behave(
      { do: 'reset' },
      { do: 'answer', status: 500 },
      { do: 'halfAnswer' },
      { do: 'answer', status: 429, headers: { 'retry-after': '1' } },
      { do: 'answer', status: 400 },
    )
    await Promise.all(Array.from({ length: 10 }, () => worker.get('/message')))
    for (let sample = 0; sample < 10; sample++) {
      expectLaw(await worker.stats())
      await wait(50)
    }
    const stats = await worker.settled()
    expectLaw(stats)
    expect(worker.sink.taken('http').size + worker.sink.taken('sentry').size).toBe(19)
    expect(stats.sinks['sentry']?.error?.accepted).toBe(10)
  })
})
