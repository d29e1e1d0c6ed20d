import type { SignalId } from '../../model/signal.ts'
import type { Tally } from '../../model/stats.ts'
import { createMonitor } from '../../monitor/createMonitor.ts'
import type { Monitor } from '../../monitor/monitor.ts'
import { readOptions } from '../../monitor/readOptions.ts'
import { http } from '../../sinks/http/http.ts'
import { type MemorySink, memorySink } from '../../sinks/memory.ts'
import { sentry } from '../../sinks/sentry/sentry.ts'
import { createFakeRuntime, type FakeRuntime } from '../fakeRuntime/createFakeRuntime.ts'
import type { FakeDisk } from '../fakeRuntime/fakeDisk.ts'
import { type Wire, wires } from './wireFaults.ts'

export type SinkName = Wire | 'memory'

export const sinkNames: readonly SinkName[] = [...wires, 'memory']

export interface LifeLimits {
  readonly outbox: { readonly maxCount: number; readonly maxBytes: number }
  readonly batch: { readonly maxCount: number }
}

/** One life of a monitor, and what an outsider knows of it. */
export interface Life {
  readonly limits: LifeLimits
  readonly runtime: FakeRuntime
  readonly monitor: Monitor
  readonly memory: MemorySink
  /** How many signals earlier lives have left to each sink. */
  readonly inherited: Readonly<Record<SinkName, number>>
  readonly captured: SignalId[]
}

export const startLife = (disk: FakeDisk, limits: LifeLimits): Life => {
  const owedTo = (sink: SinkName): number =>
    disk.held.filter(({ owed }) => owed.includes(sink)).length
  const inherited = { sentry: owedTo('sentry'), http: owedTo('http'), memory: owedTo('memory') }
  const runtime = createFakeRuntime({ disk })
  const memory = memorySink()
  const sinks = [
    sentry({ dsn: 'https://key@sentry.test/1' }),
    http({ url: 'https://http.test/in' }),
    memory,
  ]
  const { settings } = readOptions({ service: 'law', sinks, ...limits })
  const version = { name: 'law' }
  const host = { runtime, sdk: version, platform: version, instruments: [], print: () => undefined }
  const monitor = createMonitor(settings, host)
  return { limits, runtime, memory, inherited, captured: [], monitor }
}

export const isFrom =
  (wire: Wire) =>
  (url: string): boolean =>
    url.includes(`${wire}.test`)

/** The different signals that a server has answered with 200, in this life. */
const answeredBy = ({ runtime }: Life, wire: Wire): ReadonlySet<SignalId> =>
  new Set(
    runtime.transport.requests
      .filter(({ request }) => isFrom(wire)(request.url))
      .filter(({ response }) => response?.type === 'answer' && response.status === 200)
      .flatMap(({ request }) => request.ids),
  )

/** The different signals that arrived there, in this life. */
export const deliveredTo = (life: Life, sink: SinkName): ReadonlySet<SignalId> =>
  sink === 'memory' ? new Set(life.memory.signals.map(({ id }) => id)) : answeredBy(life, sink)

export const tallyOf = ({ monitor }: Life, sink: string): Tally =>
  monitor.stats().sinks[sink]?.error ?? {
    accepted: 0,
    recovered: 0,
    delivered: 0,
    pending: 0,
    lost: {},
  }

export const lostIn = ({ lost }: Tally): number =>
  Object.values(lost).reduce((total, count) => total + count, 0)
