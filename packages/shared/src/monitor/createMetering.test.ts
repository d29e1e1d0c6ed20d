import { describe, expect, it } from 'vitest'
import type { LogSignal, MetricSignal, Signal } from '../model/signal.ts'
import { memorySink } from '../sinks/memory.ts'
import { setUpMonitor } from '../testing/setUpMonitor.ts'

const metricsOf = (signals: readonly Signal[]): readonly MetricSignal[] =>
  signals.filter((signal) => signal.kind === 'metric')
const linesOf = (signals: readonly Signal[]): readonly LogSignal[] =>
  signals.filter((signal) => signal.kind === 'log')

const outcomesOf = (signals: readonly Signal[]) =>
  metricsOf(signals).map((metric) => [
    metric.attributes['outcome'],
    metric.type === 'distribution' && metric.histogram.count,
  ])

/** The linter takes one that is spelled out for a mistake. */
const thenable = (then: unknown): object => Object.fromEntries([['then', then]])

describe('what a monitor counts', () => {
  it('is one signal a series, about the program, once it is flushed', async () => {
    const { monitor, signals } = setUpMonitor()
    monitor.withScope((scope) => {
      scope.setUser({ id: '7' })
      for (let call = 0; call < 100; call++) monitor.count('orders', 1, { country: 'BR' })
    })
    monitor.counter('orders', { country: 'BR' }).add()
    monitor.counter('orders').add(2, { country: 'BR' })
    monitor.gauge('queue', 3)
    monitor.time('render', 12.5)
    monitor.timer('render').record(7.5)
    monitor.distribution('bytes', 512)
    const sent = metricsOf(await signals())
    const scope = { tags: { region: 'eu' }, contexts: {} }
    expect(sent).toMatchObject([
      { name: 'orders', type: 'counter', value: 103, attributes: { country: 'BR' }, scope },
      { name: 'queue', type: 'gauge', value: 3, scope },
      { name: 'render', unit: 'millisecond', histogram: { count: 2, sum: 20 }, scope },
      { name: 'bytes', type: 'distribution', histogram: { count: 1, sum: 512 } },
    ])
    expect(sent[0]?.scope.user).toBeUndefined()
    expect(monitor.stats().sinks['memory']).toMatchObject({
      metric: { accepted: 4, delivered: 4, pending: 0 },
    })
    expect(await signals()).toHaveLength(4)
  })

  it('is told every ten seconds where it changes, and not where it does not', async () => {
    const memory = memorySink()
    const { monitor, runtime } = setUpMonitor({ sinks: [memory], batch: { maxAge: 0 } })
    monitor.count('orders')
    await runtime.advance(9_999)
    expect(memory.signals).toHaveLength(0)
    await runtime.advance(2)
    expect(memory.signals).toMatchObject([{ name: 'orders', value: 1 }])
    await runtime.advance(600_000)
    expect(memory.signals).toHaveLength(1)
    monitor.count('orders', 4)
    await runtime.advance(10_001)
    expect(memory.signals).toMatchObject([{ value: 1 }, { value: 4 }])
  })

  it('waits for a flush where the interval is zero', async () => {
    const memory = memorySink()
    const { monitor, runtime, signals } = setUpMonitor({
      sinks: [memory],
      metrics: { interval: 0 },
    })
    monitor.count('orders')
    await runtime.advance(600_000)
    expect(memory.signals).toHaveLength(0)
    await signals()
    expect(memory.signals).toHaveLength(1)
  })

  it.each(['hidden', 'idle', 'exit'] as const)('is told when the host is %s', async (ending) => {
    const memory = memorySink()
    const { monitor, runtime } = setUpMonitor({ sinks: [memory] })
    monitor.count('orders')
    runtime.end(ending)
    await runtime.settle()
    expect(memory.signals).toMatchObject([{ name: 'orders' }])
  })

  it('is booked where it comes too late', async () => {
    const { monitor, runtime } = setUpMonitor()
    const closed = monitor.close()
    monitor.count('late')
    await runtime.advance(0)
    await closed
    const { metric } = monitor.stats().sinks['memory'] ?? {}
    expect(metric).toMatchObject({ accepted: 1, lost: { closed: 1 } })
    monitor.count('later')
    await runtime.advance(60_000)
    expect(monitor.stats().sinks['memory']).toMatchObject({ metric: { accepted: 1 } })
  })

  it('is not captured without consent', async () => {
    const { monitor, signals } = setUpMonitor({ consent: 'denied' })
    monitor.count('orders')
    expect(await signals()).toEqual([])
  })

  it('has as many series as the option says, and the debug channel names the metric', async () => {
    const { monitor, signals, said } = setUpMonitor({ metrics: { maxSeries: 2 } })
    for (let user = 0; user < 10; user++) monitor.count('logins', 1, { user })
    expect(metricsOf(await signals()).map(({ attributes }) => attributes)).toEqual([
      { user: 0 },
      { user: 1 },
      { overflow: true },
    ])
    expect(said).toEqual([expect.stringContaining('"logins"')])
  })

  it('is scrubbed by its attributes, and keeps its numbers', async () => {
    const { monitor, signals } = setUpMonitor()
    monitor.count('logins', 4_111_111_111_111_111, {
      email: 'ada@example.com',
      card: 4111111111111111,
    })
    monitor.distribution('amounts', 4_111_111_111_111_111, {})
    const [count, amounts] = metricsOf(await signals())
    expect(JSON.stringify(count?.attributes)).not.toMatch(/ada@|4111/)
    expect(count).toMatchObject({ value: 4_111_111_111_111_111 })
    expect(amounts).toMatchObject({ histogram: { max: 4_111_111_111_111_111 } })
  })
})

describe('a timer', () => {
  it('tells once how long it was, with the attributes of its start and its stop', async () => {
    const { monitor, runtime, signals } = setUpMonitor()
    const stop = monitor.startTimer('render', { page: 'cart' })
    await runtime.advance(250)
    expect(stop({ cached: true })).toBe(250)
    await runtime.advance(250)
    expect(stop({ cached: false })).toBe(250)
    expect(metricsOf(await signals())).toMatchObject([
      { attributes: { page: 'cart', cached: true }, histogram: { count: 1, sum: 250 } },
    ])
  })
})

describe('measuring a function', () => {
  it('passes on what it returns or throws, the very same, and counts it once', async () => {
    const { monitor, signals } = setUpMonitor()
    const result = thenable('no function')
    const failure = new Error('no')
    expect(monitor.measure('f', () => result)).toBe(result)
    const throwing = (): never => {
      throw failure
    }
    expect(() => monitor.measure('f', throwing)).toThrow(failure)
    await expect(monitor.measure('f', async () => result)).resolves.toBe(result)
    await expect(monitor.measure('f', () => Promise.reject(failure))).rejects.toBe(failure)
    expect(outcomesOf(await signals())).toEqual([
      ['ok', 2],
      ['error', 2],
    ])
  })

  it('measures a promise to its end', async () => {
    const { monitor, runtime, signals } = setUpMonitor()
    const measured = monitor.measure(
      'f',
      () => new Promise((resolve) => runtime.scheduler.after(300 as never, () => resolve(1))),
      { attributes: { page: 'cart' } },
    )
    await runtime.advance(300)
    expect(await measured).toBe(1)
    expect(metricsOf(await signals())).toMatchObject([
      { attributes: { page: 'cart', outcome: 'ok' }, histogram: { sum: 300 } },
    ])
  })

  it('runs a lazy thenable once, and leaves a rejection unhandled that nobody handles', async () => {
    const { monitor, signals } = setUpMonitor()
    let runs = 0
    const query = thenable((resolve: (value: number) => number) => {
      runs++
      return Promise.resolve(7).then(resolve)
    })
    expect(await monitor.measure('query', () => query)).toBe(7)
    expect(runs).toBe(1)
    const unhandled: unknown[] = []
    const note = (error: unknown): void => void unhandled.push(error)
    process.on('unhandledRejection', note)
    void monitor.measure('f', () => Promise.reject('nobody'))
    await new Promise((resolve) => setTimeout(resolve, 10))
    process.off('unhandledRejection', note)
    expect(unhandled).toEqual(['nobody'])
    expect(outcomesOf(await signals())).toEqual([
      ['ok', 1],
      ['error', 1],
    ])
  })

  it('survives what has a then that throws', () => {
    const { monitor } = setUpMonitor()
    const fail = (): never => {
      throw new Error('no')
    }
    const hostile = Object.defineProperty({}, 'then', { get: fail })
    const broken = thenable(fail)
    expect(monitor.measure('f', () => hostile)).toBe(hostile)
    expect(monitor.measure('f', () => broken)).toBe(broken)
    expect(monitor.measure('f', () => 1, null as never)).toBe(1)
  })

  it('tells of a slow call by itself, with the scope in which it began', async () => {
    const { monitor, runtime, signals } = setUpMonitor()
    const slow = (milliseconds: number) => async () => void (await runtime.advance(milliseconds))
    const calls = monitor.withScope((scope) => {
      scope.setUser({ id: '7' })
      return monitor.measure('checkout', slow(2_000), { slow: '2s', attributes: { plan: 'pro' } })
    })
    await calls
    await monitor.measure('checkout', slow(1_999), { slow: '2s' })
    await monitor.measure('checkout', slow(9_999), { slow: 'soon' as never })
    expect(linesOf(await signals())).toMatchObject([
      {
        severity: 'warn',
        message: 'slow: checkout',
        attributes: { plan: 'pro', outcome: 'ok', milliseconds: 2_000, slow: 2_000 },
        scope: { user: { id: '7' } },
      },
    ])
  })
})
