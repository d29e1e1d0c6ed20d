import { describe, expect, it } from 'vitest'
import type { Signal } from '../model/signal.ts'
import type { LocalSink, WireSink } from '../ports/sink.ts'
import { http } from '../sinks/http/http.ts'
import { sentry } from '../sinks/sentry/sentry.ts'
import { answerOf } from '../testing/fakeRuntime/fakeTransport.ts'
import { setUpMonitor } from '../testing/setUpMonitor.ts'
import { wireSink } from '../testing/setUpOutbox.ts'

// Faults that were found in other libraries by running them; each is a trap for us too.

const { encode } = wireSink()

const setUp = (sink: ReturnType<typeof http> | LocalSink | WireSink) => {
  const bench = setUpMonitor({ sinks: [sink] })
  const { monitor, runtime } = bench
  let number = 0
  return {
    ...bench,
    capture: (count: number): void => {
      for (let left = count; left > 0; left--) monitor.captureError(new Error(`${number++}`))
    },
    tally: () => monitor.stats().sinks[sink.name]?.error,
    sent: () => runtime.transport.requests.map(({ request }) => request.ids.length),
  }
}

// faro's `BatchExecutor` clears its buffer after the sender ran: one that throws resends and grows the
// batch, one that re-enters overflows the stack.
describe('a batch is taken before it is given', () => {
  it('to an encoder that throws: it costs its own signals, once', async () => {
    let isBroken = true
    const { runtime, capture, tally, sent } = setUp(
      wireSink({
        encode: (signals, sentAt, losses) => {
          if (isBroken) throw new Error('broken')
          return encode(signals, sentAt, losses)
        },
      }),
    )
    capture(20)
    await runtime.advance(60_000)
    expect(tally()).toMatchObject({ accepted: 20, pending: 0, lost: { sinkFailed: 20 } })
    isBroken = false
    capture(20)
    await runtime.advance(60_000)
    expect(tally()).toMatchObject({ accepted: 40, delivered: 20, lost: { sinkFailed: 20 } })
    expect(sent()).toEqual([20])
  })

  it('to an encoder that captures: that goes with a later batch', async () => {
    const bench = setUp(
      wireSink({
        encode: (signals, sentAt, losses) => {
          if (signals.length === 20) bench.capture(5)
          return encode(signals, sentAt, losses)
        },
      }),
    )
    bench.capture(20)
    await bench.runtime.advance(1_000)
    expect(bench.sent()[0]).toBe(20)
    await bench.runtime.advance(60_000)
    expect(bench.tally()?.delivered).toBe(bench.tally()?.accepted)
  })

  it('to a local sink that captures, and throws: each signal comes once', async () => {
    const received: Signal[] = []
    const bench = setUp({
      name: 'local',
      accepts: () => true,
      receive: (signals) => {
        received.push(...signals)
        if (received.length < 100) bench.capture(2)
        throw new Error('broken')
      },
    })
    bench.capture(20)
    await bench.runtime.advance(60_000)
    expect(new Set(received).size).toBe(received.length)
    expect(bench.tally()).toMatchObject({ pending: 0, lost: { sinkFailed: received.length } })
  })
})

// OpenTelemetry's `_flushAll` does not clear its flag in `finally`: one rejected flush stops exporting
// for ever.
describe('a flush that comes to nothing does not stop the next', () => {
  it('where the transport rejects', async () => {
    const { runtime, monitor, capture, tally } = setUp(http({ url: 'https://in.example' }))
    let isBroken = true
    runtime.transport.respond(() => {
      if (isBroken) throw new Error('broken')
      return answerOf(200)
    })
    capture(20)
    const first = monitor.flush('1s')
    await runtime.advance(1_000)
    expect(await first).toEqual({ delivered: 0, lost: 0, pending: 20 })
    isBroken = false
    capture(1)
    // Within the wait after the last failure, a flush waits with it.
    const second = monitor.flush('5s')
    await runtime.advance(5_000)
    expect(await second).toEqual({ delivered: 21, lost: 0, pending: 0 })
    expect(tally()).toMatchObject({ delivered: 21, lost: {} })
  })

  it('where the server never answers', async () => {
    const { runtime, monitor, capture } = setUp(http({ url: 'https://in.example' }))
    runtime.transport.respond('hang')
    capture(20)
    const flushes = [monitor.flush('1s'), monitor.flush('3s')]
    await runtime.advance(3_000)
    expect((await Promise.all(flushes)).map(({ pending }) => pending)).toEqual([20, 20])
    // A request may take ten seconds.
    await runtime.advance(8_000)
    capture(1)
    const later = monitor.flush('1s')
    await runtime.advance(1_000)
    expect((await later).pending).toBe(0)
  })

  it('where the sink cannot make sense of the answer', async () => {
    let isBroken = true
    const { interpret } = wireSink()
    const { runtime, monitor, capture, tally } = setUp(
      wireSink({
        interpret: (answer, now, request) => {
          if (isBroken) throw new Error('broken')
          return interpret(answer, now, request)
        },
      }),
    )
    capture(20)
    const first = monitor.flush('1s')
    await runtime.advance(1_000)
    expect(await first).toEqual({ delivered: 0, lost: 20, pending: 0 })
    isBroken = false
    capture(1)
    const second = monitor.flush('1s')
    await runtime.advance(1_000)
    expect(await second).toEqual({ delivered: 1, lost: 0, pending: 0 })
    expect(tally()).toMatchObject({ delivered: 1, lost: { sinkFailed: 20 } })
  })

  it('where a local sink never comes back', async () => {
    let calls = 0
    const { runtime, monitor, capture } = setUp({
      name: 'local',
      accepts: () => true,
      receive: () => (calls++ === 0 ? new Promise<void>(() => undefined) : undefined),
    })
    capture(20)
    const first = monitor.flush('1s')
    await runtime.advance(1_000)
    expect((await first).pending).toBe(20)
    // As long as the one of a wire sink may take, and more.
    await runtime.advance(60_000)
    capture(1)
    const second = monitor.flush('1s')
    await runtime.advance(1_000)
    expect(await second).toMatchObject({ delivered: 1, pending: 0 })
  })
})

// Sentry's `ratelimit.ts`: an expired category limit hides an active global one, and `Retry-After` is
// not clamped.
describe('what a server says of waiting', () => {
  const limitedTo = (limits: string) => answerOf(429, { 'x-sentry-rate-limits': limits })
  const setUpSentry = () => setUp(sentry({ dsn: 'https://key@sentry.example/1' }))
  const hour = 3_600_000
  /** What is asked of all is spread over as long again, 100 s at the most; and a second's slack. */
  const spread = (seconds: number): number => Math.min(seconds, 100) * 1_000 + 2_000

  it('for all categories is obeyed after what it said for one of them', async () => {
    const { runtime, capture, sent } = setUpSentry()
    runtime.transport.respond(limitedTo('10:error:key, 60::organization'))
    capture(1)
    await runtime.advance(1_000)
    capture(1)
    await runtime.advance(58_000)
    expect(sent()).toHaveLength(1)
    await runtime.advance(spread(60))
    expect(sent()).toHaveLength(3)
  })

  it('for all categories is obeyed where an earlier limit of one has expired', async () => {
    const { runtime, capture, sent } = setUpSentry()
    runtime.transport.respond(limitedTo('10:error:key'), limitedTo('60::organization'))
    capture(1)
    while (sent().length < 2) await runtime.advance(1_000)
    await runtime.advance(58_000)
    expect(sent()).toHaveLength(2)
    await runtime.advance(spread(60))
    expect(sent()).toHaveLength(3)
  })

  it('for one category does not shorten what it said for all', async () => {
    const { runtime, capture, sent } = setUpSentry()
    runtime.transport.respond(limitedTo('60::organization'), limitedTo('10:error:key'))
    capture(2)
    await runtime.advance(60_000)
    expect(sent()).toHaveLength(2)
  })

  it('for other categories is none of our business', async () => {
    const { runtime, capture, tally } = setUpSentry()
    runtime.transport.respond(
      answerOf(200, { 'x-sentry-rate-limits': '60:transaction;metric_bucket:key' }),
    )
    capture(1)
    await runtime.advance(1_000)
    capture(1)
    await runtime.advance(1_000)
    expect(tally()).toMatchObject({ delivered: 2, pending: 0 })
  })

  it('with a 200 is obeyed too', async () => {
    const { runtime, capture, sent, tally } = setUpSentry()
    runtime.transport.respond(answerOf(200, { 'x-sentry-rate-limits': '60:error:key' }))
    capture(1)
    await runtime.advance(1_000)
    capture(1)
    await runtime.advance(50_000)
    expect(sent()).toHaveLength(1)
    await runtime.advance(12_000 + spread(60))
    expect(tally()).toMatchObject({ delivered: 2, pending: 0, lost: {} })
  })

  it.each([
    ['sentry', { 'x-sentry-rate-limits': '999999999999:error:key' }],
    ['sentry', { 'retry-after': '999999999999' }],
    ['http', { 'retry-after': '999999999999' }],
    ['http', { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }],
  ] as const)('is obeyed by %s for an hour at the most: %j', async (dialect, headers) => {
    const { runtime, monitor, capture, sent, tally } =
      dialect === 'sentry' ? setUpSentry() : setUp(http({ url: 'https://in.example' }))
    runtime.transport.respond(answerOf(429, headers))
    capture(1)
    await runtime.advance(1_000)
    for (let flush = 0; flush < 5; flush++) void monitor.flush('1s')
    await runtime.advance(hour - 2_000)
    expect(sent()).toHaveLength(1)
    expect(tally()).toMatchObject({ delivered: 0, pending: 1, lost: {} })
    await runtime.advance(spread(3_600))
    expect(tally()).toMatchObject({ delivered: 1, pending: 0, lost: {} })
  })

  // By ours, a clock that is a day behind would make a minute a day, and one that is ahead nothing.
  // https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
  it.each([-24, 24])(
    'as a date is counted by its own calendar, from which ours is %d hours off',
    async (skew) => {
      const { runtime, capture, sent } = setUp(http({ url: 'https://in.example' }))
      const dateIn = (milliseconds: number): string =>
        new Date(runtime.clock.wall() + milliseconds - skew * hour).toUTCString()
      runtime.transport.respond(
        answerOf(429, { date: dateIn(1_000), 'retry-after': dateIn(61_000) }),
      )
      capture(1)
      await runtime.advance(1_000)
      await runtime.advance(59_000)
      expect(sent()).toHaveLength(1)
      await runtime.advance(spread(60))
      expect(sent()).toHaveLength(2)
    },
  )

  it('is not stretched by a calendar that jumps meanwhile', async () => {
    const { runtime, capture, sent } = setUp(http({ url: 'https://in.example' }))
    runtime.transport.respond(answerOf(429, { 'retry-after': '60' }))
    capture(1)
    await runtime.advance(1_000)
    runtime.jumpWall(-24 * hour)
    await runtime.advance(59_000)
    runtime.jumpWall(48 * hour)
    expect(sent()).toHaveLength(1)
    await runtime.advance(spread(60))
    expect(sent()).toHaveLength(2)
  })
})
