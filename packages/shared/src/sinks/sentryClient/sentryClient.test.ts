import { describe, expect, it } from 'vitest'
import type { Mechanism } from '../../model/exception.ts'
import type { ErrorSignal, Signal } from '../../model/signal.ts'
import type { LocalSink, Sink } from '../../ports/sink.ts'
import { createFakeRuntime } from '../../testing/fakeRuntime/createFakeRuntime.ts'
import { createSampleFacts, createSampleSignal } from '../../testing/sampleSignals.ts'
import { setUpMonitor } from '../../testing/setUpMonitor.ts'
import { toSentryEvent } from '../sentry/toSentryEvent.ts'
import { createSentryClientSink, type SentryClientOptions } from './createSentryClientSink.ts'
import type { SentryClientLike } from './sentryClientLike.ts'

interface Given {
  readonly event: { event_id: string; tags: Record<string, unknown>; contexts: object }
  readonly hint: unknown
}

/** A client that notes what it is given, and has some integrations. */
const createClient = (...integrations: readonly string[]) => {
  const given: Given[] = []
  const client: SentryClientLike = {
    captureEvent: (event, hint) => {
      given.push({ event: event as Given['event'], hint })
      return 'an id'
    },
    getIntegrationByName: (name) => (integrations.includes(name) ? { name } : undefined),
  }
  return { client, given }
}

const thrown = (type: Mechanism['type'], handled = false): ErrorSignal => ({
  ...createSampleSignal(1),
  exceptions: [{ type: 'Error', message: 'thrown', mechanism: { type, handled } }],
})

const { scheduler } = createFakeRuntime({ seed: 1 })
const open = (client: SentryClientLike, options?: SentryClientOptions): LocalSink =>
  createSentryClientSink(client, options, scheduler) as LocalSink

describe('what a client is given', () => {
  it('is the event that Sentry would have been sent, under its id', async () => {
    const { client, given } = createClient()
    const signal = { ...createSampleSignal(1), scope: { tags: { plan: 'pro' }, contexts: {} } }
    await open(client).receive([signal])
    expect(given).toEqual([
      {
        event: JSON.parse(JSON.stringify(toSentryEvent(signal))),
        hint: { event_id: signal.id },
      },
    ])
  })

  it('is its own to change', async () => {
    const { client, given } = createClient()
    const signal: Signal = {
      ...createSampleSignal(1),
      scope: { tags: {}, contexts: { cart: { items: { tea: 1 } } } },
    }
    const before = structuredClone(signal)
    await open(client).receive([signal])
    const contexts = given[0]?.event.contexts as { cart: { items: { tea: number } } } | undefined
    if (contexts) contexts.cart.items.tea = 2
    expect(contexts).toMatchObject({ cart: { items: { tea: 2 } } })
    expect(signal).toEqual(before)
  })

  it('is feedback as the event that Sentry makes of it', async () => {
    const { client, given } = createClient()
    const feedback = createSampleFacts().filter(({ kind }) => kind === 'feedback')
    await open(client).receive(feedback)
    expect(given.map(({ event, hint }) => ({ event, hint }))).toEqual(
      feedback.map((signal) => ({
        event: expect.objectContaining({
          type: 'feedback',
          event_id: signal.id,
          contexts: expect.objectContaining({ feedback: expect.anything() }),
        }),
        hint: { event_id: signal.id },
      })),
    )
  })

  it('is check-ins in its own words', async () => {
    const told: unknown[] = []
    const client: SentryClientLike = {
      ...createClient().client,
      captureCheckIn: (...all) => String(told.push(all)),
    }
    const checkIns = createSampleFacts().filter(({ kind }) => kind === 'checkIn')
    const sink = open(client)
    expect(checkIns.map((signal) => sink.accepts(signal))).toEqual([true, true])
    await sink.receive(checkIns)
    expect(told).toEqual([
      [
        { checkInId: checkIns[0]?.id, monitorSlug: 'nightly-report', status: 'in_progress' },
        {
          schedule: { type: 'crontab', value: '0 3 * * *' },
          checkinMargin: 1,
          maxRuntime: 10,
          timezone: 'Europe/Berlin',
          failureIssueThreshold: 2,
          recoveryThreshold: 1,
        },
      ],
      [
        { checkInId: '2'.repeat(32), monitorSlug: 'poll', status: 'ok', duration: 12.345 },
        { schedule: { type: 'interval', value: 10, unit: 'minute' } },
      ],
    ])
  })

  it('is logs where it is told what takes them', async () => {
    const told: unknown[] = []
    const note =
      (level: string) =>
      (...all: readonly unknown[]): void =>
        void told.push([level, ...all])
    const logger = {
      debug: note('debug'),
      info: note('info'),
      warn: note('warn'),
      error: note('error'),
      fatal: note('fatal'),
    }
    const { kind: _, ...base } = createSampleSignal(1)
    const log: Signal = {
      ...base,
      kind: 'log',
      severity: 'fatal',
      message: 'order placed',
      attributes: { order: 7 },
      scope: { tags: { plan: 'pro' }, contexts: {} },
    }
    const { client } = createClient()
    expect(open(client).accepts(log)).toBe(false)
    expect(open(client, { logger }).accepts(log)).toBe(true)
    await open(client, { logger }).receive([log])
    expect(told).toEqual([['fatal', 'order placed', { plan: 'pro', order: 7 }]])
  })

  it('is no kind that it has no way to take', () => {
    const sink = open(createClient().client)
    const taken = createSampleFacts().filter((signal) => sink.accepts(signal))
    expect([...new Set(taken.map(({ kind }) => kind))]).toEqual(['feedback'])
    const unknown = { ...createSampleSignal(1), kind: 'constructor' } as unknown as Signal
    expect(sink.accepts(unknown)).toBe(false)
    expect(sink.accepts(createSampleSignal(1))).toBe(true)
  })
})

describe('what nobody caught', () => {
  it.each([
    ['globalError', 'GlobalHandlers'],
    ['unhandledRejection', 'GlobalHandlers'],
    ['unhandledRejection', 'OnUnhandledRejection'],
    ['uncaughtException', 'OnUncaughtException'],
  ] as const)('by %s is left to a client with %s', (type, integration) => {
    expect(open(createClient(integration).client).accepts(thrown(type))).toBe(false)
    expect(open(createClient().client).accepts(thrown(type))).toBe(true)
    const { client } = createClient(integration)
    expect(open(client, { uncaught: true }).accepts(thrown(type))).toBe(true)
    expect(open(client).accepts(thrown('captured', true))).toBe(true)
  })

  it('is given where the client cannot say what it watches', () => {
    const { captureEvent } = createClient().client
    expect(open({ captureEvent }).accepts(thrown('globalError'))).toBe(true)
    const hostile = {
      captureEvent,
      getIntegrationByName: () => {
        throw new Error('of the client')
      },
    }
    expect(open(hostile).accepts(thrown('globalError'))).toBe(true)
  })

  it('is not given where the app says so', () => {
    const sink = open(createClient().client, { uncaught: false })
    expect(sink.accepts(thrown('handler'))).toBe(false)
    expect(sink.accepts(thrown('captured', true))).toBe(true)
    expect(sink.accepts(createSampleSignal(1))).toBe(true)
  })
})

/** A monitor with a sink whose client is there once it is said. */
const openLate = () => {
  const { client, given } = createClient()
  let current: SentryClientLike | undefined
  const runtime = createFakeRuntime({ seed: 1 })
  const source = (): SentryClientLike | undefined => {
    if (!current) throw new Error('not yet')
    return current
  }
  const sink = createSentryClientSink(source, {}, runtime.scheduler)
  const { monitor, runtime: host, said } = setUpMonitor({ sinks: [sink] })
  const pass = async (milliseconds: number): Promise<void> => {
    await Promise.all([runtime.advance(milliseconds), host.advance(milliseconds)])
  }
  const appear = (): void => {
    current = client
  }
  const tally = () => monitor.stats().sinks['sentry-client']?.error
  return { monitor, given, pass, appear, tally, said }
}

describe('a client that is made later', () => {
  it('gets what was captured before', async () => {
    const { monitor, given, pass, appear, tally } = openLate()
    monitor.captureMessage('early')
    await pass(5_000)
    expect(tally()).toMatchObject({ accepted: 1, pending: 1, lost: {} })
    appear()
    await pass(250)
    expect(given).toHaveLength(1)
    expect(tally()).toMatchObject({ delivered: 1, pending: 0 })
  })

  it('and never comes costs what waited, and that is booked and said', async () => {
    const { monitor, given, pass, tally, said } = openLate()
    monitor.captureMessage('lost')
    await pass(1_000)
    await pass(9_500)
    expect(tally()).toMatchObject({ delivered: 0, pending: 0, lost: { sinkFailed: 1 } })
    expect(said).toEqual(['sentry-client threw: there is no Sentry client'])
    expect(given).toEqual([])
  })
})

describe('a client that throws', () => {
  it('is given the others, and what failed is booked', async () => {
    const { client, given } = createClient()
    let calls = 0
    const captureEvent: SentryClientLike['captureEvent'] = (event, hint) => {
      if (++calls === 1) throw new Error('of the client')
      return client.captureEvent(event, hint)
    }
    const sink = open({ captureEvent })
    const { monitor, signals } = setUpMonitor({ sinks: [sink] })
    monitor.captureMessage('one')
    monitor.captureMessage('two')
    await signals()
    expect(given).toHaveLength(1)
    expect(monitor.stats().sinks['sentry-client']?.error?.lost).toEqual({ sinkFailed: 2 })
  })
})

describe('wrong options', () => {
  it.each([
    [undefined, {}, 'client'],
    [{}, {}, 'client'],
    [createClient().client, { uncaught: 1 }, 'uncaught'],
    [createClient().client, { logger: console }, 'logger'],
  ])('%o, %o are told', (client, options, option) => {
    const sink: Sink = createSentryClientSink(client as never, options as never, scheduler)
    expect('problems' in sink && sink.problems.map((problem) => problem.option)).toEqual([option])
  })
})
