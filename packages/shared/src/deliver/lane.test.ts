import { describe, expect, it } from 'vitest'
import { milliseconds } from '../model/units.ts'
import { answerOf, noAnswer } from '../testing/fakeRuntime/fakeTransport.ts'
import { createSampleSignal } from '../testing/sampleSignals.ts'
import { setUpOutbox, takingSink, wireSink } from '../testing/setUpOutbox.ts'

describe('a sink that fails', () => {
  it('is tried again after a wait that doubles, until it takes the same signals', async () => {
    const { runtime, accept, tally } = setUpOutbox()
    runtime.transport.respond(noAnswer('refused'), answerOf(500), answerOf(503))
    accept(3)
    await runtime.advance(20_000)
    const bodies = runtime.transport.requests.map(({ request }) => request.body)
    expect(bodies).toHaveLength(4)
    expect(new Set(bodies).size).toBe(1)
    expect(tally()).toMatchObject({ delivered: 3, pending: 0, lost: {} })
  })

  it('is not hammered: failures in a row stay within the bounds of the backoff', async () => {
    const { runtime, accept } = setUpOutbox()
    runtime.transport.respond(() => noAnswer('refused'))
    accept(1)
    await runtime.advance(600_000)
    const { length } = runtime.transport.requests
    expect(length).toBeGreaterThan(600_000 / 8_000)
    expect(length).toBeLessThan(400)
  })

  it('gets all that it was denied, and nothing twice', async () => {
    const { runtime, accept, tally } = setUpOutbox()
    let isDown = true
    runtime.transport.respond(() => (isDown ? noAnswer('refused') : answerOf(200)))
    for (let second = 0; second < 10; second++) {
      accept(9)
      await runtime.advance(1_000)
    }
    isDown = false
    await runtime.advance(20_000)
    const taken = runtime.transport.requests
      .filter(({ response }) => response?.type === 'answer')
      .flatMap(({ request }) => request.ids)
    expect([...taken].sort()).toEqual(
      Array.from({ length: 90 }, (_, index) => createSampleSignal(index + 1).id),
    )
    expect(tally()).toMatchObject({ delivered: 90, pending: 0, lost: {} })
  })

  it('costs another sink neither signals nor time', async () => {
    const { encode } = wireSink()
    const down = wireSink({
      name: 'down',
      encode: (signals, sentAt, losses) =>
        encode(signals, sentAt, losses).map((request) => ({
          ...request,
          url: 'https://down.example',
        })),
    })
    const empty = wireSink({ name: 'empty', encode: () => [] })
    const { runtime, accept, tally } = setUpOutbox({
      sinks: [down, empty, wireSink(), takingSink('memory')],
    })
    runtime.transport.respond(({ url }) =>
      url.includes('down') ? noAnswer('refused') : answerOf(200),
    )
    accept(10)
    await runtime.advance(1_000)
    expect(tally('down')).toMatchObject({ pending: 10, delivered: 0 })
    expect(tally('empty')).toMatchObject({ lost: { sinkFailed: 10 } })
    expect(tally('wire')).toMatchObject({ delivered: 10 })
    expect(tally('memory')).toMatchObject({ delivered: 10 })
  })

  it('is given up for a request that gets no answer within its time', async () => {
    const { runtime, accept, tally } = setUpOutbox()
    runtime.transport.respond('hang')
    accept(1)
    await runtime.advance(10_900)
    expect(tally()).toMatchObject({ pending: 1 })
    await runtime.advance(1_000)
    expect(tally()).toMatchObject({ delivered: 1, pending: 0 })
  })
})

describe('a server that asks for silence', () => {
  it('is obeyed, also by a flush', async () => {
    const { runtime, outbox, accept, sizes } = setUpOutbox()
    runtime.transport.respond(answerOf(429, { 'retry-after': '60' }))
    accept(1)
    await runtime.advance(1_000)
    void outbox.flush(milliseconds(2_000))
    await runtime.advance(58_900)
    expect(sizes()).toEqual([1])
    await runtime.advance(9_000)
    expect(sizes()).toEqual([1, 1])
  })

  it('gets nothing more, also while other requests are under way', async () => {
    const single = wireSink({
      encode: (signals) => signals.map(({ id }) => ({ url: '', headers: {}, body: id, ids: [id] })),
    })
    const { runtime, accept, sizes } = setUpOutbox({
      sinks: [single],
      settings: { batch: { maxCount: 30, maxBytes: 100_000, maxAge: milliseconds(1_000) } },
    })
    runtime.transport.respond(answerOf(429, { 'retry-after': '60' }))
    accept(30)
    await runtime.advance(30_000)
    expect(sizes().length).toBeLessThanOrEqual(10)
    await runtime.advance(60_000)
    expect(sizes()).toHaveLength(31)
  })

  it('is not obeyed for years', async () => {
    const { runtime, accept, sizes } = setUpOutbox()
    runtime.transport.respond(answerOf(429, { 'retry-after': '999999999999' }))
    accept(1)
    await runtime.advance(3_608_000)
    expect(sizes()).toEqual([1, 1])
  })
})

describe('a batch that is refused', () => {
  it('is split while it is too large, down to the one that is', async () => {
    const { runtime, accept, tally } = setUpOutbox()
    const large = createSampleSignal(6).id
    runtime.transport.respond(({ ids }) => answerOf(ids.includes(large) ? 413 : 200))
    accept(10)
    await runtime.advance(1_000)
    expect(tally()).toMatchObject({ delivered: 9, pending: 0, lost: { tooLarge: 1 } })
  })

  it('is booked as rejected, and told once', async () => {
    const { runtime, accept, tally, said } = setUpOutbox()
    runtime.transport.respond(() => answerOf(403))
    accept(30)
    await runtime.advance(1_000)
    expect(tally()).toMatchObject({ pending: 0, lost: { rejected: 30 } })
    expect(said).toHaveLength(1)
    expect(said[0]?.text).toContain('403')
  })
})
