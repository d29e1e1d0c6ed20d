import { describe, expect, it } from 'vitest'
import type { Loss } from '../model/lossReason.ts'
import { milliseconds } from '../model/units.ts'
import type { FakeResponse } from '../testing/fakeRuntime/fakeTransport.ts'
import { answerOf } from '../testing/fakeRuntime/fakeTransport.ts'
import { setUpOutbox, wireSink } from '../testing/setUpOutbox.ts'
import { createLosses } from './losses.ts'

it('sums up losses of a kind and reason, and gives them away once', () => {
  const losses = createLosses()
  const lost: Loss = { kind: 'error', reason: 'rejected', count: 2 }
  losses.note([lost, { ...lost, reason: 'tooLarge' }])
  losses.note([lost])
  expect(losses.isEmpty).toBe(false)
  expect(losses.take()).toEqual([
    { ...lost, count: 4 },
    { ...lost, reason: 'tooLarge' },
  ])
  expect(losses.take()).toEqual([])
  expect(losses.isEmpty).toBe(true)
})

/** A sink of a request for each signal, and what each request told of losses. */
const setUp = () => {
  const told: number[] = []
  const sink = wireSink({
    encode: (signals, _, losses) => {
      const report = losses.reduce((total, { count }) => total + count, 0)
      const bodies = signals.length > 0 ? signals.map(({ id }) => [id]) : [[]]
      return bodies.map((ids, index) => {
        const body = index === 0 && report > 0 ? `lost ${report}` : ''
        return { url: '', headers: {}, body, ids }
      })
    },
  })
  const bench = setUpOutbox({ sinks: [sink] })
  const respond = (toReports: FakeResponse): void => {
    bench.runtime.transport.respond(({ body }) => {
      if (!String(body).startsWith('lost')) return answerOf(200)
      told.push(Number(String(body).slice(5)))
      return toReports
    })
  }
  const lose = async (count: number): Promise<void> => {
    bench.runtime.transport.respond(() => answerOf(400))
    bench.accept(count)
    await bench.runtime.advance(1_000)
  }
  const flush = async (): Promise<void> => {
    void bench.outbox.flush(milliseconds(1_000))
    await bench.runtime.advance(0)
  }
  return { ...bench, told, respond, lose, flush }
}

describe('losses', () => {
  it('ride with the first request of the next batch, and are told once', async () => {
    const { runtime, accept, told, respond, lose } = setUp()
    await lose(3)
    respond(answerOf(200))
    accept(2)
    await runtime.advance(1_000)
    accept(2)
    await runtime.advance(1_000)
    expect(runtime.transport.requests.slice(3).map(({ request }) => request.body)).toEqual([
      'lost 3',
      '',
      '',
      '',
    ])
    expect(told).toEqual([3])
  })

  it.each([413, 500, 429])('come back where a %d refuses them', async (status) => {
    const { runtime, accept, told, respond, lose } = setUp()
    await lose(2)
    respond(answerOf(status, { 'retry-after': '1' }))
    accept(1)
    await runtime.advance(1_000)
    respond(answerOf(200))
    accept(1)
    await runtime.advance(60_000)
    expect(told[0]).toBe(2)
    expect(told.at(-1), 'and what carried them, if it was lost with them').toBe(
      status === 413 ? 3 : 2,
    )
  })

  it('go alone at a flush, where nothing else does, and are in no ledger', async () => {
    const { told, respond, lose, flush, tally } = setUp()
    await lose(2)
    const before = tally()
    respond(answerOf(200))
    await flush()
    await flush()
    expect(told).toEqual([2])
    expect(tally()).toEqual(before)
  })

  it('are waited for by a flush that tells them, as long as it may take', async () => {
    const { runtime, outbox, respond, lose } = setUp()
    await lose(2)
    let flushes = 0
    const flushAgain = async (): Promise<void> => {
      void outbox.flush(milliseconds(1_000)).then(() => flushes++)
      await runtime.advance(999)
    }
    respond('hang')
    await flushAgain()
    expect(flushes).toBe(0)
    await runtime.advance(1)
    expect(flushes).toBe(1)
    await runtime.advance(60_000)
    respond(answerOf(200))
    await flushAgain()
    expect(flushes).toBe(2)
  })

  it('do not go alone by themselves', async () => {
    const { runtime, told, respond, lose } = setUp()
    await lose(2)
    respond(answerOf(200))
    await runtime.advance(600_000)
    expect(told).toEqual([])
  })

  it('that a server refuses go untold, and cost no signal that it would take without them', async () => {
    const { runtime, accept, told, respond, lose, flush, tally } = setUp()
    await lose(2)
    respond(answerOf(400))
    accept(1)
    await runtime.advance(1_000)
    for (let turn = 0; turn < 3; turn++) await flush()
    expect(told).toEqual([2])
    expect(tally()).toMatchObject({ delivered: 1, lost: { rejected: 2 }, pending: 0 })
  })

  it('are told by what follows, where all that they were to go with fails to encode', async () => {
    let isBroken = false
    const told: number[] = []
    const { encode } = wireSink()
    const sink = wireSink({
      encode: (signals, sentAt, losses) => {
        if (isBroken && signals.some(({ id }) => Number(`0x${id}`) < 5)) throw new Error('poison')
        told.push(losses.reduce((total, { count }) => total + count, 0))
        return encode(signals, sentAt, losses)
      },
    })
    const { runtime, accept } = setUpOutbox({ sinks: [sink] })
    runtime.transport.respond(answerOf(400))
    accept(2)
    await runtime.advance(1_000)
    isBroken = true
    accept(6)
    await runtime.advance(1_000)
    expect(told).toEqual([0, 2, 0, 0].slice(0, told.length))
    expect(told.reduce((total, count) => total + count, 0)).toBe(2)
  })

  it('do not hammer a sink that is down, however often somebody flushes', async () => {
    const { runtime, told, respond, lose, flush } = setUp()
    await lose(2)
    respond(answerOf(503))
    for (let turn = 0; turn < 100; turn++) {
      await flush()
      await runtime.advance(10)
    }
    expect(told.length).toBeGreaterThan(0)
    expect(told.length).toBeLessThan(8)
  })
})
