import { describe, expect, it } from 'vitest'
import { milliseconds } from '../model/units.ts'
import { answerOf, noAnswer } from '../testing/fakeRuntime/fakeTransport.ts'
import { setUpOutbox, takingSink, wireSink } from '../testing/setUpOutbox.ts'

describe('batching', () => {
  it('waits for the age of the first, then sends what is there', async () => {
    const { runtime, accept, sizes } = setUpOutbox()
    accept(1)
    await runtime.advance(600)
    accept(2)
    await runtime.advance(399)
    expect(sizes()).toEqual([])
    await runtime.advance(1)
    expect(sizes()).toEqual([3])
  })

  it('does not wait when a batch is full, and keeps to its size', async () => {
    const { runtime, accept, sizes, tally } = setUpOutbox()
    accept(25)
    await runtime.advance(0)
    expect(sizes()).toEqual([10, 10, 5])
    expect(tally()).toMatchObject({ accepted: 25, delivered: 25, pending: 0 })
  })

  it('has one request at a time under way', async () => {
    const { runtime, accept, sizes } = setUpOutbox()
    runtime.transport.respond(() => 'hang')
    accept(50)
    await runtime.advance(5_000)
    expect(sizes()).toEqual([10])
  })
})

describe('room', () => {
  it('is made by letting the oldest go, booked', async () => {
    const { runtime, accept, tally } = setUpOutbox({
      settings: { outbox: { maxCount: 20, maxBytes: 1_000_000 } },
    })
    runtime.transport.respond(() => noAnswer('refused'))
    accept(55)
    await runtime.advance(100)
    expect(tally()).toMatchObject({ accepted: 55, pending: 20, lost: { outboxFull: 35 } })
  })

  it('is bounded in bytes too', async () => {
    const { runtime, accept, tally } = setUpOutbox({
      settings: { outbox: { maxCount: 1_000, maxBytes: 3_000 } },
    })
    runtime.transport.respond(() => noAnswer('refused'))
    accept(100)
    await runtime.advance(100)
    const { pending = 0, lost } = tally()
    expect(pending).toBeLessThan(20)
    expect(lost?.outboxFull).toBe(100 - pending)
  })
})

describe('flush', () => {
  it('sends at once, breaks off a backoff, and tells what it achieved', async () => {
    const { runtime, outbox, accept } = setUpOutbox()
    runtime.transport.respond(() => noAnswer('refused'))
    accept(3)
    // Until a wait is longer than the shortest, which no flush undoes.
    for (let tries = -1; tries !== runtime.transport.requests.length; ) {
      tries = runtime.transport.requests.length
      await runtime.advance(600)
    }
    runtime.transport.respond(() => answerOf(200))
    const flushed = outbox.flush(milliseconds(2_000))
    await runtime.advance(0)
    await expect(flushed).resolves.toEqual({ delivered: 3, lost: 0, pending: 0 })
  })

  it('that is called again and again does not undo the waiting', async () => {
    const { runtime, outbox, accept } = setUpOutbox()
    runtime.transport.respond(() => noAnswer('refused'))
    accept(3)
    await runtime.advance(1_000)
    for (let count = 0; count < 200; count++) {
      void outbox.flush(milliseconds(10))
      await runtime.advance(10)
    }
    expect(runtime.transport.requests.length).toBeLessThan(12)
  })

  it('ends at its deadline, also while a request hangs', async () => {
    const { runtime, outbox, accept } = setUpOutbox()
    runtime.transport.respond(() => 'hang')
    accept(3)
    let result: unknown
    void outbox.flush(milliseconds(2_000)).then((flushed) => {
      result = flushed
    })
    await runtime.advance(1_999)
    expect(result).toBeUndefined()
    await runtime.advance(1)
    expect(result).toEqual({ delivered: 0, lost: 0, pending: 3 })
  })

  it('does not wait for what is captured after it', async () => {
    const { runtime, outbox, accept } = setUpOutbox()
    runtime.transport.respond(answerOf(200), 'hang')
    accept(3)
    const flushed = outbox.flush(milliseconds(60_000))
    accept(30)
    await runtime.advance(0)
    await expect(flushed).resolves.toMatchObject({ delivered: 3 })
  })

  it('resolves at once when nothing is held', async () => {
    const { outbox } = setUpOutbox()
    await expect(outbox.flush(milliseconds(60_000))).resolves.toEqual({
      delivered: 0,
      lost: 0,
      pending: 0,
    })
  })
})

describe('urge', () => {
  it('sends everything in this very moment', () => {
    const single = wireSink({
      encode: (signals) => signals.map(({ id }) => ({ url: '', headers: {}, body: id, ids: [id] })),
    })
    const { runtime, outbox, accept } = setUpOutbox({ sinks: [single] })
    accept(9)
    outbox.urge(Infinity)
    expect(runtime.transport.requests).toHaveLength(9)
  })

  it('sends also what a batch under way has not begun', async () => {
    const single = wireSink({
      encode: (signals) => signals.map(({ id }) => ({ url: '', headers: {}, body: id, ids: [id] })),
    })
    const { runtime, outbox, accept, tally } = setUpOutbox({
      sinks: [single],
      settings: { batch: { maxCount: 30, maxBytes: 100_000, maxAge: milliseconds(1_000) } },
    })
    runtime.transport.respond(() => 'hang')
    accept(30)
    await runtime.advance(0)
    expect(runtime.transport.requests.length).toBeLessThan(30)
    runtime.transport.respond(() => answerOf(200))
    outbox.urge(1)
    expect(runtime.transport.requests).toHaveLength(30)
    await runtime.advance(20_000)
    expect(tally()).toMatchObject({ delivered: 30, pending: 0 })
  })

  it('leaves what is more than that to the usual pace', async () => {
    const { runtime, outbox, accept, tally } = setUpOutbox()
    accept(35)
    outbox.urge(2)
    expect(runtime.transport.requests).toHaveLength(2)
    await runtime.advance(1_000)
    expect(tally()).toMatchObject({ delivered: 35, pending: 0 })
  })

  it('takes back what failed', async () => {
    const { runtime, outbox, accept, tally } = setUpOutbox()
    runtime.transport.respond(noAnswer('refused'))
    accept(9)
    outbox.urge(Infinity)
    await runtime.advance(10_000)
    expect(tally()).toMatchObject({ delivered: 9, pending: 0, lost: {} })
  })
})

describe('close', () => {
  it('books what is held and what comes later, and ignores late answers', async () => {
    const { runtime, outbox, accept, tally } = setUpOutbox()
    let answer: ((response: ReturnType<typeof answerOf>) => void) | undefined
    runtime.transport.respond(
      () =>
        new Promise((resolve) => {
          answer = resolve
        }),
    )
    accept(15)
    await runtime.advance(0)
    outbox.close()
    answer?.(answerOf(200))
    await runtime.advance(60_000)
    accept(2)
    expect(tally()).toMatchObject({ accepted: 17, delivered: 0, pending: 0, lost: { closed: 17 } })
    expect(runtime.transport.requests).toHaveLength(1)
  })
})

describe('the store', () => {
  it('keeps a signal until every sink is done with it, and no longer', async () => {
    const { runtime, accept } = setUpOutbox({ sinks: [wireSink(), takingSink('memory')] })
    runtime.transport.respond(noAnswer('refused'))
    accept(3)
    await runtime.advance(1_000)
    expect(runtime.disk.signals).toHaveLength(3)
    await runtime.advance(5_000)
    expect(runtime.disk.signals).toHaveLength(0)
  })

  it('hands over to the next life what this one could not deliver', async () => {
    const first = setUpOutbox()
    first.runtime.transport.respond(() => noAnswer('refused'))
    first.accept(3)
    await first.runtime.advance(1_000)
    first.runtime.crash()
    const second = setUpOutbox({ disk: first.runtime.disk })
    await second.outbox.recover()
    await second.runtime.advance(1_000)
    expect(second.tally()).toMatchObject({ accepted: 0, recovered: 3, delivered: 3, pending: 0 })
    expect(second.runtime.disk.signals).toHaveLength(0)
  })

  it('costs no signal when it fails', async () => {
    const { runtime, accept, tally, said } = setUpOutbox()
    Object.assign(runtime.store, {
      append: () => {
        throw new Error('disk full')
      },
      settle: () => Promise.reject(new Error('disk full')),
    })
    accept(3)
    await runtime.advance(1_000)
    expect(tally()).toMatchObject({ delivered: 3 })
    expect(said.map(({ code }) => code)).toEqual(['storeFailed'])
  })
})
