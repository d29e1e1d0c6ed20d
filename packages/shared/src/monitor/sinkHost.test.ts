import { describe, expect, it } from 'vitest'
import type { MetricSignal, Signal } from '../model/signal.ts'
import type { LocalSink, SinkHost } from '../ports/sink.ts'
import { memorySink } from '../sinks/memory.ts'
import { setUpMonitor } from '../testing/setUpMonitor.ts'
import { setUpUsage } from '../testing/setUpUsage.ts'

/** A sink that keeps what its monitor lends it. */
const createAsker = (name: string, exemplars?: boolean) => {
  const started: { readonly host: SinkHost; readonly name: string }[] = []
  const taken: Signal[] = []
  let stops = 0
  const sink: LocalSink = {
    name,
    exemplars,
    batch: { maxAge: 0 as never },
    accepts: () => true,
    receive: (signals) => void taken.push(...signals),
    start: (host, { name }) => {
      started.push({ host, name })
      return () => stops++
    },
  }
  return { sink, started, taken, stops: () => stops }
}

describe('a sink that asks', () => {
  it('has what was counted until now, and no other sink is hurried', async () => {
    const asker = createAsker('asker')
    const other = memorySink()
    const { monitor, runtime } = setUpMonitor({
      sinks: [asker.sink, other],
      batch: { maxAge: '1h' },
    })
    monitor.count('orders', 3)
    asker.started[0]?.host.report()
    expect(asker.started[0]?.host.stats().sinks['asker']?.metric?.pending).toBe(1)
    await runtime.advance(0)
    expect(asker.taken).toMatchObject([{ name: 'orders', value: 3 }])
    expect(asker.started[0]?.host.stats().sinks['asker']?.metric?.pending).toBe(0)
    expect(other.signals).toEqual([])
  })

  it('is told its name in the ledger, and stopped with the monitor', async () => {
    const [one, two] = [createAsker('same'), createAsker('same')]
    const { monitor, runtime } = setUpMonitor({ sinks: [one.sink, two.sink] })
    expect([one, two].map(({ started }) => started[0]?.name)).toEqual(['same', 'same-2'])
    const closed = monitor.close()
    await runtime.advance(0)
    await closed
    expect([one.stops(), two.stops()]).toEqual([1, 1])
  })

  it('is given nothing to accept, erase or settle by', () => {
    const given: string[] = []
    const start = (_: SinkHost, own: object) => {
      given.push(...Object.keys(own))
      return () => undefined
    }
    setUpMonitor({ sinks: [{ ...createAsker('asker').sink, start }] })
    expect(given.sort()).toEqual([
      'isDenied',
      'mayKeep',
      'metering',
      'name',
      'noteStore',
      'openScope',
      'say',
    ])
  })

  it('that throws as it is told of a use does not throw into the app', () => {
    const foresee = () => {
      throw new Error('no room')
    }
    const witness = { ...createAsker('asker').sink, foresee }
    const { usage, said } = setUpUsage({ witness })
    expect([usage('requests', 'acme'), usage('requests', 'acme')]).toEqual([true, true])
    expect(said).toEqual(['asker: foresee threw: no room'])
  })

  it('may ask as it starts, and is stopped all the same', async () => {
    const asker = createAsker('asker')
    const start: LocalSink['start'] = (host, own) => {
      host.report()
      expect(host.stats()).toBeDefined()
      return asker.sink.start?.(host, own) ?? expect.fail('no start')
    }
    const { monitor, runtime } = setUpMonitor({ sinks: [{ ...asker.sink, start }] })
    const closed = monitor.close()
    await runtime.advance(0)
    await closed
    expect(asker.stops()).toBe(1)
  })

  it('that throws as it starts costs the others nothing', async () => {
    const broken: LocalSink = {
      ...createAsker('broken').sink,
      start: () => {
        throw new Error('no port')
      },
    }
    const { monitor, signals } = setUpMonitor({ sinks: [broken, createAsker('asker').sink] })
    monitor.count('orders')
    await signals()
    expect(monitor.stats().sinks['asker']).toMatchObject({ metric: { delivered: 1 } })
  })
})

describe('exemplars', () => {
  const trace = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' }
  const metricsOf = (signals: readonly Signal[]): readonly MetricSignal[] =>
    signals.filter((signal) => signal.kind === 'metric')

  const count = async (exemplars: boolean) => {
    const asker = createAsker('asker', exemplars)
    const { monitor, runtime } = setUpMonitor({ sinks: [memorySink(), asker.sink] })
    const report = async () => {
      asker.taken.length = 0
      asker.started[0]?.host.report()
      await runtime.advance(0)
      return metricsOf(asker.taken).map((metric) => 'exemplar' in metric && metric.exemplar)
    }
    const orders = monitor.counter('orders')
    monitor.withScope((scope) => {
      const { data } = scope
      Object.defineProperty(scope, 'data', { get: () => ({ ...data, trace }) })
      orders.add(1)
      monitor.time('render', 7)
      monitor.time('render', 42)
      monitor.gauge('queue', 1)
    })
    monitor.time('render', 99)
    const told = await report()
    monitor.count('orders')
    return { told, later: await report(), time: runtime.clock.wall() }
  }

  it('are of the latest value of a series that has a trace, where a sink wants them', async () => {
    const { told, later, time } = await count(true)
    expect(told).toEqual([{ ...trace, value: 1, time }, { ...trace, value: 42, time }, false])
    expect(later).toEqual([undefined])
  })

  it('are none where no sink does', async () => {
    expect((await count(false)).told).toEqual([undefined, undefined, false])
  })
})
