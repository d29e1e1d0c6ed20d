import { describe, expect, it } from 'vitest'
import { milliseconds } from '../model/units.ts'
import type { WireSink } from '../ports/sink.ts'
import type { WireRequest } from '../ports/wire.ts'
import { answerOf, noAnswer } from '../testing/fakeRuntime/fakeTransport.ts'
import { createSignalAbout } from '../testing/sampleSignals.ts'
import { setUpOutbox, wireSink } from '../testing/setUpOutbox.ts'

type Finish = NonNullable<WireSink['finish']>

const withToken = (request: WireRequest, token: unknown): WireRequest => ({
  ...request,
  headers: { token: String(token) },
})

const never = new Promise<never>(() => undefined)

const setUp = (finish: Finish, parts: Partial<WireSink> = {}) => {
  const bench = setUpOutbox({ sinks: [wireSink({ finish, ...parts })], canFinish: true })
  const tokens = () =>
    bench.runtime.transport.requests.map(({ request }) => request.headers['token'])
  return { ...bench, tokens }
}

/** Promises what it is later made to keep. */
const createLater = () => {
  const kept: (() => void)[] = []
  const lasts: boolean[] = []
  const finish: Finish = (request, { isLast }) => {
    lasts.push(isLast)
    return isLast
      ? withToken(request, 'last')
      : new Promise((resolve) => kept.push(() => resolve(withToken(request, 'late'))))
  }
  return { finish, lasts, keep: () => kept.splice(0).forEach((resolve) => void resolve()) }
}

describe('a request', () => {
  it('is finished anew for each attempt', async () => {
    let token = 0
    const { runtime, accept, tokens, tally } = setUp(async (request) => withToken(request, ++token))
    runtime.transport.respond(answerOf(503), noAnswer('reset'))
    accept(2)
    await runtime.advance(20_000)
    expect(tokens()).toEqual(['1', '2', '3'])
    expect(tally()).toMatchObject({ delivered: 2, pending: 0, lost: {} })
  })

  it('goes in the same tick where nothing is promised', () => {
    const { outbox, accept, tokens } = setUp((request) => withToken(request, 'now'))
    accept(1)
    outbox.urge(1)
    expect(tokens()).toEqual(['now'])
  })

  it('is what its answer is read by', async () => {
    const read: (string | undefined)[] = []
    const { runtime, accept } = setUp(async (request) => withToken(request, 'sent'), {
      interpret: (_, __, { headers }) => {
        read.push(headers['token'])
        return { type: 'delivered' }
      },
    })
    accept(1)
    await runtime.advance(1_000)
    expect(read).toEqual(['sent'])
  })
})

describe.each<[string, () => never | Promise<never>]>([
  [
    'throws',
    () => {
      throw new Error('planted-secret')
    },
  ],
  ['rejects', () => Promise.reject(new Error('planted-secret'))],
  ['rejects with nothing', () => Promise.reject()],
  ['never comes back', () => never],
  ['gives nothing', () => undefined as never],
  ['gives nothing, in its time', async () => undefined as never],
])('a sink that %s as it finishes', (_, fail) => {
  it('loses nothing, is tried again, and told of once without a value', async () => {
    let isBroken = true
    const { runtime, accept, tally, tokens, said } = setUp((request) =>
      isBroken ? fail() : withToken(request, 1),
    )
    accept(12)
    await runtime.advance(60_000)
    expect(tally()).toMatchObject({ pending: 12, lost: {} })
    expect(tokens()).toEqual([])
    isBroken = false
    await runtime.advance(60_000)
    expect(tally()).toMatchObject({ delivered: 12, pending: 0, lost: {} })
    expect(said.filter(({ code }) => code === 'unfinished')).toHaveLength(1)
    expect(JSON.stringify(said)).not.toContain('planted-secret')
  })

  it('is not asked without end', async () => {
    let asked = 0
    const { runtime, accept } = setUp(() => {
      asked++
      return fail()
    })
    accept(1)
    await runtime.advance(60_000)
    expect(asked).toBeGreaterThan(3)
    expect(asked).toBeLessThan(20)
  })
})

describe('the last moment', () => {
  it('takes what is being finished as it can be', async () => {
    const { finish, keep, lasts } = createLater()
    const { runtime, outbox, accept, tokens, tally } = setUp(finish)
    accept(1)
    await runtime.advance(1_000)
    expect(tokens()).toEqual([])
    outbox.urge(1)
    expect(tokens()).toEqual(['last'])
    outbox.urge(1)
    keep()
    await runtime.advance(20_000)
    expect(tokens()).toEqual(['last'])
    expect(lasts).toEqual([false, true])
    expect(tally()).toMatchObject({ delivered: 1, pending: 0 })
  })

  it('takes what was not begun, too', () => {
    const { finish } = createLater()
    const { outbox, accept, tokens } = setUp(finish)
    accept(25)
    outbox.urge(2)
    expect(tokens()).toEqual(['last', 'last'])
  })

  it('is concluded by the request that went', async () => {
    const { finish } = createLater()
    const { runtime, outbox, accept, tally } = setUp(finish)
    runtime.transport.respond(() => 'hang')
    runtime.transport.respondToFinish(() => answerOf(200))
    accept(1)
    await runtime.advance(1_000)
    outbox.urge(Infinity)
    outbox.conclude(runtime.transport.finish?.(runtime.clock.now()) ?? new Map())
    expect(tally()).toMatchObject({ delivered: 1, pending: 0 })
  })

  it('sends the halves of what was too large, and nothing of them besides', async () => {
    const { runtime, outbox, accept, sizes, tally } = setUpOutbox({ canFinish: true })
    const { transport, scheduler } = runtime
    transport.respondToFinish(() => answerOf(413))
    transport.respond('hang')
    transport.respond(
      () =>
        new Promise((resolve) => {
          scheduler.after(milliseconds(8_000), () => resolve(answerOf(200)))
        }),
    )
    accept(2)
    await runtime.advance(6_000)
    outbox.conclude(transport.finish?.(runtime.clock.now()) ?? new Map())
    // What was concluded is given up by then; its first half is still under way.
    await runtime.advance(5_500)
    expect(sizes()).toEqual([2, 1])
    await runtime.advance(60_000)
    expect(sizes()).toEqual([2, 1, 1])
    expect(tally()).toMatchObject({ delivered: 2, pending: 0, lost: {} })
  })

  it('loses nothing where the sink can only promise', async () => {
    let isOpen = false
    const { runtime, outbox, accept, tokens, tally } = setUp((request) =>
      isOpen ? Promise.resolve(withToken(request, 'late')) : never,
    )
    accept(3)
    await runtime.advance(1_000)
    outbox.urge(1)
    outbox.urge(1)
    expect(tokens()).toEqual([])
    isOpen = true
    await runtime.advance(60_000)
    expect(tokens()).toEqual(['late'])
    expect(tally()).toMatchObject({ delivered: 3, pending: 0, lost: {} })
  })

  it('repeats nothing where what went then has failed', async () => {
    const { finish, keep } = createLater()
    const { runtime, outbox, accept, tokens, tally } = setUp(finish)
    runtime.transport.respond(noAnswer('reset'))
    accept(2)
    await runtime.advance(1_000)
    outbox.urge(1)
    await runtime.advance(0)
    for (let turn = 0; turn < 10; turn++) {
      keep()
      await runtime.advance(2_000)
    }
    expect(tokens()).toEqual(['last', 'late'])
    expect(tally()).toMatchObject({ delivered: 2, pending: 0 })
  })
})

describe('while a request is being finished', () => {
  const begin = async () => {
    const later = createLater()
    const bench = setUp(later.finish)
    bench.outbox.accept(createSignalAbout('one', 1))
    bench.outbox.accept(createSignalAbout('other', 2))
    await bench.runtime.advance(1_000)
    return { ...bench, ...later }
  }

  it('what is erased is not sent, and the others are', async () => {
    const { outbox, runtime, keep, tally, sizes } = await begin()
    await outbox.erase((id) => id === 'one', 'forgotten')
    for (let turn = 0; turn < 3; turn++) {
      keep()
      await runtime.advance(2_000)
    }
    expect(sizes()).toEqual([1])
    expect(tally()).toMatchObject({ delivered: 1, pending: 0, lost: { forgotten: 1 } })
  })

  it('nothing goes once there is no consent, or the monitor is closed', async () => {
    for (const end of ['denied', 'closed'] as const) {
      const { outbox, runtime, keep, tally, sizes } = await begin()
      if (end === 'closed') outbox.close()
      else outbox.setConsent('denied')
      keep()
      await runtime.advance(60_000)
      expect(sizes()).toEqual([])
      expect(tally()).toMatchObject({ delivered: 0, pending: 0 })
    }
  })
})

describe('a batch of a sink of its own', () => {
  it('is as large and old as the sink wants it', async () => {
    const { runtime, accept, sizes } = setUpOutbox({
      sinks: [wireSink({ batch: { maxCount: 3, maxAge: milliseconds(200) } })],
    })
    accept(7)
    await runtime.advance(0)
    expect(sizes()).toEqual([3, 3, 1])
    accept(1)
    await runtime.advance(199)
    expect(sizes()).toHaveLength(3)
    await runtime.advance(1)
    expect(sizes()).toHaveLength(4)
  })
})
