import type { Behaviour, FaultySink } from '@holdfast/shared/testing'
import { describe, expect, it } from 'vitest'
import { repeatsOf } from '../harness/expectSeen.ts'
import { startSink } from '../harness/startSink.ts'
import { openMonitor, startSampling } from './openMonitor.ts'

const captures = 60

interface Fault {
  readonly name: string
  /** What the first requests of each sink meet, one each. */
  readonly script: readonly Behaviour[]
  /** The least time that delivery must then take. */
  readonly atLeast?: number
  /** Whether the sink takes what it then does not answer for. */
  readonly losesReplies?: boolean
}

const again = (count: number, behaviour: Behaviour): readonly Behaviour[] =>
  Array.from({ length: count }, () => behaviour)

const faults: readonly Fault[] = [
  { name: 'answers 500', script: again(3, { do: 'answer', status: 500 }) },
  {
    name: 'answers 429 with Retry-After: 1',
    script: [{ do: 'answer', status: 429, headers: { 'retry-after': '1' } }],
    atLeast: 1_000,
  },
  {
    name: 'answers 503 with Retry-After: 1',
    script: [{ do: 'answer', status: 503, headers: { 'retry-after': '1' } }],
    atLeast: 1_000,
  },
  // Eight seconds are what an answer may take to begin.
  { name: 'hangs', script: [{ do: 'hang' }], atLeast: 7_500 },
  { name: 'resets the connection', script: again(3, { do: 'reset' }) },
  {
    name: 'takes, and resets the connection',
    script: again(2, { do: 'reset', took: true }),
    losesReplies: true,
  },
  { name: 'breaks off its answer', script: again(2, { do: 'halfAnswer' }), losesReplies: true },
  { name: 'answers slowly', script: again(3, { do: 'trickle', milliseconds: 500 }) },
]

const captureAll = (monitor: ReturnType<typeof openMonitor>): readonly string[] =>
  Array.from(
    { length: captures },
    (_, number) => monitor.captureError(new Error(`number ${number}`)) ?? '',
  )

const startBoth = async (script: readonly Behaviour[]) => {
  const [forSentry, forHttp] = [await startSink(), await startSink()]
  forSentry.behave(...script)
  forHttp.behave(...script)
  return { forSentry, forHttp }
}

/** The signals of those requests whose reply got lost. */
const unanswered = ({ requests }: FaultySink, count: number): readonly string[] =>
  requests.slice(0, count).flatMap(({ ids }) => ids)

describe('a sink that', () => {
  it.each(faults)('$name loses nothing', async ({ script, atLeast = 0, losesReplies }) => {
    const backends = await startBoth(script)
    const monitor = openMonitor(backends, { retry: { maxDelay: '500ms' } })
    const stopSampling = startSampling(monitor)
    const started = performance.now()
    const ids = captureAll(monitor)
    const { pending } = await monitor.flush('30s')

    expect(performance.now() - started).toBeGreaterThanOrEqual(atLeast)
    expect(pending).toBe(0)
    stopSampling()
    for (const sink of [backends.forSentry, backends.forHttp]) {
      expect([...sink.taken().keys()].sort()).toEqual([...ids].sort())
      const lostReplies = losesReplies ? unanswered(sink, script.length) : []
      expect(repeatsOf(sink.taken()).filter((id) => !lostReplies.includes(id))).toEqual([])
    }
    for (const kinds of Object.values(monitor.stats().sinks)) {
      expect(kinds.error).toMatchObject({ accepted: captures, delivered: captures, lost: {} })
    }
  })

  it('asked for silence is not pressed by flushes', async () => {
    const backends = await startBoth([
      { do: 'answer', status: 429, headers: { 'retry-after': '2' } },
    ])
    const monitor = openMonitor(backends)
    captureAll(monitor)
    for (let flush = 0; flush < 5; flush++) await monitor.flush(200)
    // Those that were under way together when the first was answered.
    expect(backends.forSentry.requests.length).toBeLessThanOrEqual(10)
    expect(backends.forHttp.requests).toHaveLength(1)
    expect((await monitor.flush('10s')).pending).toBe(0)
  })
})

describe('a sink for which a request is too large', () => {
  it('gets it in parts, and nothing is lost', async () => {
    const backends = await startBoth([])
    backends.forHttp.behave(...again(3, { do: 'answer', status: 413 }))
    const monitor = openMonitor(backends)
    const ids = captureAll(monitor)
    await monitor.flush('10s')
    const { requests } = backends.forHttp
    expect(requests.slice(0, 4).map((request) => request.ids.length)).toEqual([30, 15, 7, 3])
    expect([...backends.forHttp.taken().keys()].sort()).toEqual([...ids].sort())
    expect(repeatsOf(backends.forHttp.taken())).toEqual([])
    expect(monitor.stats().sinks['http']?.error?.lost).toEqual({})
  })

  it('does not get what cannot be parted, which is booked', async () => {
    const backends = await startBoth([])
    backends.forSentry.behave(...again(2, { do: 'answer', status: 413 }))
    const monitor = openMonitor(backends)
    captureAll(monitor)
    await monitor.flush('10s')
    expect(backends.forSentry.taken().size).toBe(captures - 2)
    expect(monitor.stats().sinks['sentry']?.error).toMatchObject({
      delivered: captures - 2,
      pending: 0,
      lost: { tooLarge: 2 },
    })
  })
})

describe('two sinks', () => {
  it('are independent: one that hangs does not delay the other', async () => {
    const backends = await startBoth([])
    backends.forSentry.behaveAlways({ do: 'hang' })
    const monitor = openMonitor(backends)
    captureAll(monitor)
    void monitor.flush(1)
    await backends.forHttp.waitFor(captures, { milliseconds: 3_000 })
    expect(monitor.stats().sinks['sentry']?.error).toMatchObject({ pending: captures, lost: {} })
  })
})
