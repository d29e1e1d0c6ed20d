import { describe, expect, it } from 'vitest'
import type { MetricSignal, Signal } from '../model/signal.ts'
import { milliseconds } from '../model/units.ts'
import type { LocalSink, SinkHost } from '../ports/sink.ts'
import { memorySink } from '../sinks/memory.ts'
import { setUpMonitor } from '../testing/setUpMonitor.ts'

/** A sink that keeps what its monitor lends it. */
const createAsker = (name: string, receive: LocalSink['receive'] = () => undefined) => {
  const hosts: SinkHost[] = []
  const taken: Signal[] = []
  let stops = 0
  const sink: LocalSink = {
    name,
    accepts: () => true,
    receive: (signals) => {
      taken.push(...signals)
      return receive(signals)
    },
    start: (host) => {
      hosts.push(host)
      return () => stops++
    },
  }
  return { sink, hosts, taken, stops: () => stops }
}

const second = milliseconds(1_000)

describe('a sink that asks', () => {
  it('has what was counted until now, and no other sink is hurried', async () => {
    const asker = createAsker('asker')
    const other = memorySink()
    const { monitor, runtime } = setUpMonitor({
      sinks: [asker.sink, other],
      metrics: { interval: 0 },
      batch: { maxAge: '1h' },
    })
    monitor.count('orders', 3)
    const told = asker.hosts[0]?.report(second)
    await runtime.advance(0)
    await told
    expect(asker.taken).toMatchObject([{ name: 'orders', value: 3 }])
    expect(other.signals).toEqual([])
    const flushed = monitor.flush()
    await runtime.advance(0)
    await flushed
    expect(other.signals).toMatchObject([{ name: 'orders', value: 3 }])
    expect(asker.taken).toHaveLength(1)
  })

  it('waits no longer than it said', async () => {
    const asker = createAsker('asker', () => new Promise(() => undefined))
    const { monitor, runtime } = setUpMonitor({ sinks: [asker.sink] })
    monitor.count('orders')
    let isDone = false
    const told = asker.hosts[0]?.report(second).then(() => {
      isDone = true
    })
    await runtime.advance(999)
    expect(isDone).toBe(false)
    await runtime.advance(2)
    await told
    expect(isDone).toBe(true)
  })

  it('is told its name in the ledger, and stopped with the monitor', async () => {
    const [one, two] = [createAsker('same'), createAsker('same')]
    const { monitor, runtime } = setUpMonitor({ sinks: [one.sink, two.sink] })
    expect([one, two].map(({ hosts }) => hosts[0]?.name)).toEqual(['same', 'same-2'])
    const closed = monitor.close()
    await runtime.advance(0)
    await closed
    expect([one.stops(), two.stops()]).toEqual([1, 1])
  })

  it('that throws as it starts costs the others nothing', async () => {
    const { monitor, signals } = setUpMonitor({
      sinks: [
        {
          ...createAsker('broken').sink,
          start: () => {
            throw new Error('no port')
          },
        },
        createAsker('asker').sink,
      ],
    })
    monitor.count('orders')
    await signals()
    expect(monitor.stats().sinks['asker']).toMatchObject({ metric: { delivered: 1 } })
  })
})

describe('exemplars', () => {
  const trace = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' }
  const metricsOf = (signals: readonly Signal[]): readonly MetricSignal[] =>
    signals.filter((signal) => signal.kind === 'metric')

  it('are of the latest value of a series that has a trace, once they are wanted', async () => {
    const asker = createAsker('asker')
    const { monitor, runtime } = setUpMonitor({ sinks: [asker.sink] })
    const flush = async () => {
      asker.taken.length = 0
      const told = asker.hosts[0]?.report(second)
      await runtime.advance(0)
      await told
      return metricsOf(asker.taken).map((metric) => ('exemplar' in metric ? metric.exemplar : 0))
    }
    const count = (): void => {
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
    }
    count()
    expect(await flush()).toEqual([0, 0, 0])
    asker.hosts[0]?.noteExemplars()
    count()
    const time = runtime.clock.wall()
    expect(await flush()).toEqual([{ ...trace, value: 1, time }, { ...trace, value: 42, time }, 0])
    monitor.count('orders')
    expect(await flush()).toEqual([0])
  })
})
