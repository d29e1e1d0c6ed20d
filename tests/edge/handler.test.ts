import { describe, expect, it } from 'vitest'
import { expectLaw } from '../harness/expectLaw.ts'
import { expectSeen } from '../harness/expectSeen.ts'
import { signalsOf } from '../harness/readTaken.ts'
import { openWorker, runWorker } from './openWorker.ts'

const readAnswer = async (response: Response) => ({
  status: response.status,
  headers: [...response.headers],
  body: await response.text(),
})

const arrived = async ({ sink }: Awaited<ReturnType<typeof openWorker>>, count: number) => {
  await sink.waitFor(count, { dialect: 'sentry' })
  await sink.waitFor(count, { dialect: 'http' })
}

describe('a handler', () => {
  it('that throws is answered for by the platform itself, and is seen once', async () => {
    const worker = await openWorker()
    const bare = await runWorker('bare.ts')
    const answer = await readAnswer(await worker.get('/throw'))
    expect(answer).toEqual(await readAnswer(await fetch(bare.url)))
    expect(answer.status).toBe(500)
    await arrived(worker, 1)
    expectSeen(worker.sink, [{ message: 'thrown in a handler', handled: false }])
    expect(worker.stderr()).toContain('thrown in a handler')
  })

  it('whose response is still being streamed can capture', async () => {
    const worker = await openWorker()
    expect(await (await worker.get('/stream')).text()).toBe('first')
    await arrived(worker, 1)
    expectSeen(worker.sink, [{ message: 'failed in the middle of a stream' }])
    await worker.settled()
  })

  it('whose promise is rejected is seen once', async () => {
    const worker = await openWorker()
    const { status } = await worker.get('/reject')
    expect(status).toBe(500)
    await arrived(worker, 1)
    expectSeen(worker.sink, [
      { type: 'TypeError', message: 'rejected in a handler', handled: false },
    ])
  })

  it('that captures what it then throws is seen once', async () => {
    const worker = await openWorker()
    await worker.get('/captured-and-thrown')
    await arrived(worker, 1)
    expectSeen(worker.sink, [{ message: 'captured, then thrown', handled: true }])
  })

  it('captures messages', async () => {
    const worker = await openWorker()
    expect(await (await worker.get('/message')).text()).toBe('done')
    await arrived(worker, 1)
    expectSeen(worker.sink, [{ message: 'resized' }])
    expect(signalsOf(worker.sink)).toMatchObject([{ severity: 'warn', tags: { plan: 'pro' } }])
  })

  it('that does nothing wrong ships nothing', async () => {
    const worker = await openWorker()
    await worker.get('/')
    const stats = await worker.settled()
    expectLaw(stats)
    expect(worker.sink.requests).toEqual([])
  })
})

describe('background work', () => {
  it('that fails is seen once, after the response', async () => {
    const worker = await openWorker()
    expect((await worker.get('/background')).status).toBe(200)
    expect(worker.sink.requests).toEqual([])
    await arrived(worker, 1)
    await worker.settled()
    expectSeen(worker.sink, [{ message: 'failed in the background', handled: false }])
  })

  it('can capture after the response', async () => {
    const worker = await openWorker()
    await worker.get('/late')
    await arrived(worker, 1)
    expectSeen(worker.sink, [{ message: 'captured after the response' }])
  })
})
