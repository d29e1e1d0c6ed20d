import { describe, expect, it } from 'vitest'
import { createSampleSignal } from '../contracts/sampleSignals.ts'
import { createDebugChannel, type DiagnosticMessage } from '../diagnostics/debugChannel.ts'
import { createLedger } from '../diagnostics/ledger.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Tally } from '../model/stats.ts'
import { milliseconds } from '../model/units.ts'
import type { UsableSink, WireSink } from '../ports/sink.ts'
import { interpretStatus } from '../sinks/interpretStatus.ts'
import { memorySink } from '../sinks/memory.ts'
import {
  createFakeRuntime,
  type FakeRuntimeOptions,
} from '../testing/fakeRuntime/createFakeRuntime.ts'
import { answerOf, noAnswer } from '../testing/fakeRuntime/fakeTransport.ts'
import { createOutbox, type OutboxSettings } from './outbox.ts'

const wireSink = (parts: Partial<WireSink> = {}): WireSink => ({
  name: 'wire',
  accepts: () => true,
  encode: (signals) => [
    {
      url: 'https://sink.example',
      headers: {},
      body: signals.map(({ id }) => id).join(),
      ids: signals.map(({ id }) => id),
    },
  ],
  interpret: interpretStatus,
  ...parts,
})

const settings: OutboxSettings = {
  outbox: { maxCount: 100, maxBytes: 1_000_000 },
  batch: { maxCount: 10, maxBytes: 100_000, maxAge: milliseconds(1_000) },
  backoff: { baseDelay: milliseconds(500), maxDelay: milliseconds(8_000) },
  requestTimeout: milliseconds(10_000),
}

interface Setup extends FakeRuntimeOptions {
  readonly sinks?: readonly UsableSink[]
  readonly settings?: Partial<OutboxSettings>
}

const setUp = ({ sinks = [wireSink()], settings: own = {}, ...options }: Setup = {}) => {
  const runtime = createFakeRuntime({ seed: 7, ...options })
  const said: DiagnosticMessage[] = []
  const ledger = createLedger(sinks.map(({ name }) => name))
  const outbox = createOutbox({
    sinks,
    runtime,
    ledger,
    debug: createDebugChannel((message) => said.push(message)),
    prepare: (signal) => signal,
    settings: { ...settings, ...own },
  })
  let captured = 0
  const accept = (count: number): void => {
    for (let left = count; left > 0; left--) outbox.accept(createSampleSignal(++captured))
  }
  const tally = (sink = 'wire'): Partial<Tally> =>
    ledger.stats(outbox.pending).sinks[sink]?.error ?? {}
  const sizes = (): readonly number[] =>
    runtime.transport.requests.map(({ request }) => request.ids.length)
  return { runtime, outbox, accept, tally, sizes, said }
}

describe('batching', () => {
  it('waits for the age of the first, then sends what is there', async () => {
    const { runtime, accept, sizes } = setUp()
    accept(1)
    await runtime.advance(600)
    accept(2)
    await runtime.advance(399)
    expect(sizes()).toEqual([])
    await runtime.advance(1)
    expect(sizes()).toEqual([3])
  })

  it('does not wait when a batch is full, and keeps to its size', async () => {
    const { runtime, accept, sizes, tally } = setUp()
    accept(25)
    await runtime.advance(0)
    expect(sizes()).toEqual([10, 10, 5])
    expect(tally()).toMatchObject({ accepted: 25, delivered: 25, pending: 0 })
  })

  it('has one request at a time under way', async () => {
    const { runtime, accept, sizes } = setUp()
    runtime.transport.respond(() => 'hang')
    accept(50)
    await runtime.advance(5_000)
    expect(sizes()).toEqual([10])
  })
})

describe('a sink that fails', () => {
  it('is tried again after a wait that doubles, until it takes the same signals', async () => {
    const { runtime, accept, tally } = setUp()
    runtime.transport.respond(noAnswer('refused'), answerOf(500), answerOf(503))
    accept(3)
    await runtime.advance(20_000)
    const bodies = runtime.transport.requests.map(({ request }) => request.body)
    expect(bodies).toHaveLength(4)
    expect(new Set(bodies).size).toBe(1)
    expect(tally()).toMatchObject({ delivered: 3, pending: 0, lost: {} })
  })

  it('is not hammered: failures in a row stay within the bounds of the backoff', async () => {
    const { runtime, accept } = setUp()
    runtime.transport.respond(() => noAnswer('refused'))
    accept(1)
    await runtime.advance(600_000)
    const { length } = runtime.transport.requests
    expect(length).toBeGreaterThan(600_000 / 8_000)
    expect(length).toBeLessThan(400)
  })

  it('gets what it was denied in the order of capture, and nothing twice', async () => {
    const { runtime, accept, tally } = setUp()
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
    expect(taken).toEqual(
      Array.from({ length: 90 }, (_, index) => createSampleSignal(index + 1).id),
    )
    expect(tally()).toMatchObject({ delivered: 90, pending: 0, lost: {} })
  })

  it('costs another sink neither signals nor time', async () => {
    const dead = wireSink({ name: 'dead', encode: () => [] })
    const { runtime, accept, tally } = setUp({
      sinks: [wireSink({ name: 'down' }), dead, wireSink(), memorySink()],
    })
    runtime.transport.respond(({ body }) => (body === '' ? noAnswer('') : answerOf(200)))
    accept(10)
    await runtime.advance(1_000)
    expect(tally('wire')).toMatchObject({ delivered: 10 })
    expect(tally('memory')).toMatchObject({ delivered: 10 })
    expect(tally('dead')).toMatchObject({ lost: { sinkFailed: 10 } })
  })

  it('is given up for a request that gets no answer within its time', async () => {
    const { runtime, accept, tally } = setUp()
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
    const { runtime, outbox, accept, sizes } = setUp()
    runtime.transport.respond(answerOf(429, { 'retry-after': '60' }))
    accept(1)
    await runtime.advance(1_000)
    void outbox.flush(milliseconds(2_000))
    await runtime.advance(58_900)
    expect(sizes()).toEqual([1])
    await runtime.advance(2_000)
    expect(sizes()).toEqual([1, 1])
  })

  it('is not obeyed for years', async () => {
    const { runtime, accept, sizes } = setUp()
    runtime.transport.respond(answerOf(429, { 'retry-after': '999999999999' }))
    accept(1)
    await runtime.advance(3_602_000)
    expect(sizes()).toEqual([1, 1])
  })
})

describe('a batch that is refused', () => {
  it('is split while it is too large, down to the one that is', async () => {
    const { runtime, accept, tally } = setUp()
    const large = createSampleSignal(6).id
    runtime.transport.respond(({ ids }) => answerOf(ids.includes(large) ? 413 : 200))
    accept(10)
    await runtime.advance(1_000)
    expect(tally()).toMatchObject({ delivered: 9, pending: 0, lost: { tooLarge: 1 } })
  })

  it('is booked as rejected, and told once', async () => {
    const { runtime, accept, tally, said } = setUp()
    runtime.transport.respond(() => answerOf(403))
    accept(30)
    await runtime.advance(1_000)
    expect(tally()).toMatchObject({ pending: 0, lost: { rejected: 30 } })
    expect(said).toHaveLength(1)
    expect(said[0]?.text).toContain('403')
  })
})

describe('a sink whose own code fails', () => {
  it('loses only the signals on which encode throws', async () => {
    const poison = createSampleSignal(4).id
    const { encode } = wireSink()
    const sink = wireSink({
      encode: (signals, sentAt) => {
        if (signals.some(({ id }) => id === poison)) throw new Error('poison')
        return encode(signals, sentAt)
      },
    })
    const { runtime, accept, tally } = setUp({ sinks: [sink] })
    accept(10)
    await runtime.advance(1_000)
    expect(tally()).toMatchObject({ delivered: 9, pending: 0, lost: { sinkFailed: 1 } })
  })

  it('loses what encode leaves out, and nothing for what it makes up', async () => {
    const sink = wireSink({
      encode: ([first]) =>
        first
          ? [
              {
                url: '',
                headers: {},
                body: '',
                ids: [first.id, first.id, createSampleSignal(99).id],
              },
            ]
          : [],
    })
    const { runtime, accept, tally } = setUp({ sinks: [sink] })
    accept(3)
    await runtime.advance(1_000)
    expect(tally()).toMatchObject({ delivered: 1, pending: 0, lost: { sinkFailed: 2 } })
  })

  it('books what interpret throws on, and goes on', async () => {
    let answers = 0
    const sink = wireSink({
      interpret: (): Outcome => {
        if (++answers === 1) throw new Error('what?')
        return { type: 'delivered' }
      },
    })
    const { runtime, accept, tally } = setUp({ sinks: [sink] })
    accept(10)
    await runtime.advance(1_000)
    accept(10)
    await runtime.advance(1_000)
    expect(tally()).toMatchObject({ delivered: 10, pending: 0, lost: { sinkFailed: 10 } })
  })

  it('may capture again while it encodes, without end or repeat', async () => {
    const { encode } = wireSink()
    const { runtime, accept, tally } = setUp({
      sinks: [
        wireSink({
          encode: (signals, sentAt) => {
            if (signals.length > 1) accept(1)
            return encode(signals, sentAt)
          },
        }),
      ],
    })
    accept(10)
    await runtime.advance(3_000)
    expect(tally()).toMatchObject({ accepted: 11, delivered: 11, pending: 0, lost: {} })
  })

  it('cannot stop the lane by a transport that breaks its promise', async () => {
    const { runtime, accept, tally } = setUp()
    let isBroken = true
    const { send } = runtime.transport
    Object.assign(runtime.transport, {
      send: (...call: Parameters<typeof send>) =>
        isBroken ? Promise.reject(new Error('broken')) : send(...call),
    })
    accept(2)
    await runtime.advance(3_000)
    isBroken = false
    await runtime.advance(10_000)
    expect(tally()).toMatchObject({ delivered: 2, pending: 0 })
  })

  it('is not asked when accepts throws', async () => {
    const sink = wireSink({
      accepts: () => {
        throw new Error('no')
      },
    })
    const { runtime, accept, tally } = setUp({ sinks: [sink] })
    accept(1)
    await runtime.advance(1_000)
    expect(tally()).toEqual({})
  })
})

describe('room', () => {
  it('is made by letting the oldest go, booked', async () => {
    const { runtime, accept, tally } = setUp({
      settings: { outbox: { maxCount: 20, maxBytes: 1_000_000 } },
    })
    runtime.transport.respond(() => noAnswer('refused'))
    accept(55)
    await runtime.advance(100)
    expect(tally()).toMatchObject({ accepted: 55, pending: 20, lost: { outboxFull: 35 } })
  })

  it('is bounded in bytes too', async () => {
    const { runtime, accept, tally } = setUp({
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
    const { runtime, outbox, accept } = setUp()
    runtime.transport.respond(noAnswer('refused'))
    accept(3)
    await runtime.advance(1_000)
    const flushed = outbox.flush(milliseconds(2_000))
    await runtime.advance(0)
    await expect(flushed).resolves.toEqual({ delivered: 3, lost: 0, pending: 0 })
  })

  it('ends at its deadline, also while a request hangs', async () => {
    const { runtime, outbox, accept } = setUp()
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
    const { runtime, outbox, accept } = setUp()
    runtime.transport.respond(answerOf(200), 'hang')
    accept(3)
    const flushed = outbox.flush(milliseconds(60_000))
    accept(30)
    await runtime.advance(0)
    await expect(flushed).resolves.toMatchObject({ delivered: 3 })
  })

  it('resolves at once when nothing is held', async () => {
    const { outbox } = setUp()
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
    const { runtime, outbox, accept } = setUp({ sinks: [single] })
    accept(9)
    outbox.urge()
    expect(runtime.transport.requests).toHaveLength(9)
  })

  it('takes back what failed', async () => {
    const { runtime, outbox, accept, tally } = setUp()
    runtime.transport.respond(noAnswer('refused'))
    accept(9)
    outbox.urge()
    await runtime.advance(10_000)
    expect(tally()).toMatchObject({ delivered: 9, pending: 0, lost: {} })
  })
})

describe('close', () => {
  it('books what is held and what comes later, and ignores late answers', async () => {
    const { runtime, outbox, accept, tally } = setUp()
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
    const { runtime, accept } = setUp({ sinks: [wireSink(), memorySink()] })
    runtime.transport.respond(noAnswer('refused'))
    accept(3)
    await runtime.advance(1_000)
    expect(runtime.disk.signals).toHaveLength(3)
    await runtime.advance(5_000)
    expect(runtime.disk.signals).toHaveLength(0)
  })

  it('hands over to the next life what this one could not deliver', async () => {
    const first = setUp()
    first.runtime.transport.respond(() => noAnswer('refused'))
    first.accept(3)
    await first.runtime.advance(1_000)
    first.runtime.crash()
    const second = setUp({ disk: first.runtime.disk })
    await second.outbox.recover()
    await second.runtime.advance(1_000)
    expect(second.tally()).toMatchObject({ accepted: 0, recovered: 3, delivered: 3, pending: 0 })
    expect(second.runtime.disk.signals).toHaveLength(0)
  })

  it('costs no signal when it fails', async () => {
    const { runtime, accept, tally, said } = setUp()
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
