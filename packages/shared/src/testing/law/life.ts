import type { Consent } from '../../model/consent.ts'
import { type Signal, type SignalId, type SignalKind, signalKinds } from '../../model/signal.ts'
import type { Stats, Tally } from '../../model/stats.ts'
import { milliseconds } from '../../model/units.ts'
import { createMonitor } from '../../monitor/createMonitor.ts'
import type { Monitor } from '../../monitor/monitor.ts'
import { readOptions } from '../../monitor/readOptions.ts'
import type { Capture, Instrument } from '../../ports/instrument.ts'
import { type MemorySink, memorySink } from '../../sinks/memory.ts'
import { sentry } from '../../sinks/sentry/sentry.ts'
import { createFakeRuntime, type FakeRuntime } from '../fakeRuntime/createFakeRuntime.ts'
import type { FakeDisk } from '../fakeRuntime/fakeDisk.ts'
import { createHeaders, type HeadersMood } from './createHeaders.ts'
import { httpWithKinds } from './httpWithKinds.ts'
import { createSeen, type Seen } from './seen.ts'
import { type Wire, wires } from './wireFaults.ts'

export type SinkName = Wire | 'memory'

export const sinkNames: readonly SinkName[] = [...wires, 'memory']

export interface LifeLimits {
  readonly outbox: { readonly maxCount: number; readonly maxBytes: number }
  readonly batch: { readonly maxCount: number }
  readonly hasHook: boolean
  readonly headers: HeadersMood
}

/** What an app's hook does with a signal. */
export type HookMood = 'keeps' | 'changes' | 'drops' | 'dropsMetrics' | 'throws' | 'hangs' | 'slow'

/** One life of a monitor. */
export interface Life {
  readonly limits: LifeLimits
  readonly runtime: FakeRuntime
  readonly monitor: Monitor
  readonly memory: MemorySink
  readonly seen: Seen
  /** What earlier lives have left to each sink. */
  readonly inherited: Readonly<Record<SinkName, ReadonlyMap<SignalId, SignalKind>>>
  /** How many signals of a kind were captured. */
  readonly captured: Record<SignalKind, number>
  /** How many of them after the end. */
  readonly late: Record<SignalKind, number>
  /** How many of them no store was given, for want of consent. */
  readonly unwritten: Record<SignalKind, number>
  /** Captures one, which no other equals. */
  capture(kind: SignalKind, length: number): void
}

export interface LifeParts {
  readonly disk: FakeDisk
  readonly limits: LifeLimits
  readonly hookMood: () => HookMood
  readonly consent: () => Consent
  /** Is told whom errors are about. */
  readonly userOf: Map<SignalId, string>
}

export const startLife = (parts: LifeParts): Life => {
  const { disk, limits, hookMood, userOf } = parts
  const inherited = inheritedFrom(disk)
  const runtime = createFakeRuntime({ disk, canFinish: true })
  const memory = memorySink()
  const seen = createSeen()
  const captured = countNone()
  const late = countNone()
  const unwritten = countNone()
  let facts: Capture | undefined
  const instrument: Instrument = {
    name: 'law',
    start: (capture) => {
      facts = capture
      return () => undefined
    },
  }
  const { settings, problems } = readOptions({
    service: 'law',
    sinks: [
      sentry({ dsn: 'https://key@sentry.test/1' }),
      httpWithKinds(createHeaders(runtime, seen, limits.headers)),
      memory,
    ],
    instruments: [instrument],
    outbox: limits.outbox,
    batch: limits.batch,
    consent: parts.consent(),
    ...(limits.hasHook && { beforeDelivery: createHook(runtime, seen, hookMood) }),
  })
  if (problems.length > 0) throw new Error('The law is tried with wrong options.')
  const version = { name: 'law' }
  const host = { runtime, sdk: version, platform: version, instruments: [], print: () => undefined }
  const monitor = createMonitor(settings, host)

  const capture: Life['capture'] = (kind, length) => {
    const consent = parts.consent()
    if (consent !== 'denied') captured[kind]++
    if (consent === 'pending') unwritten[kind]++
    const name = 'x'.repeat(length)
    if (kind === 'error') {
      const user = captured.error % 3 === 0 ? 'one' : 'other'
      const id = monitor.captureError(createError(name), { user: { id: user } })
      if (id) userOf.set(id, user)
      if (id && consent === 'denied') seen.crimes.push('captured without consent')
    }
    if (kind === 'event') facts?.captureFact({ kind, name, attributes: {} })
    if (kind === 'metric')
      facts?.captureFact({ kind, name, type: 'counter', value: 1, attributes: {} })
  }
  return { limits, runtime, memory, seen, inherited, captured, late, unwritten, monitor, capture }
}

const countNone = (): Record<SignalKind, number> =>
  Object.fromEntries(signalKinds.map((kind) => [kind, 0])) as Record<SignalKind, number>

/** Its stack is the same wherever it is made. */
const createError = (message: string): Error =>
  Object.assign(new Error(message), { stack: `Error\n    at law (law.js:1:1)` })

const inheritedFrom = (disk: FakeDisk): Life['inherited'] => {
  const left = disk.held
  const owedTo = (sink: SinkName): ReadonlyMap<SignalId, SignalKind> =>
    new Map(
      left.filter(({ owed }) => owed.includes(sink)).map(({ signal: { id, kind } }) => [id, kind]),
    )
  return { sentry: owedTo('sentry'), http: owedTo('http'), memory: owedTo('memory') }
}

const createHook =
  ({ scheduler }: FakeRuntime, seen: Seen, mood: () => HookMood) =>
  (signal: Signal): Signal | null | Promise<Signal> => {
    seen.hooked.set(signal.id, (seen.hooked.get(signal.id) ?? 0) + 1)
    const takeTime = (longest: number): Promise<Signal> => {
      seen.openHooks++
      return new Promise((resolve) => {
        scheduler.after(milliseconds(longest), () => {
          seen.openHooks--
          resolve(signal)
        })
      })
    }
    const drop = (): null => {
      seen.dropped.add(signal.id)
      return null
    }
    switch (mood()) {
      case 'keeps':
        return signal
      case 'changes':
        return { ...signal, id: 'another' as SignalId, scope: { tags: { own: 1 }, contexts: {} } }
      case 'drops':
        return drop()
      case 'dropsMetrics':
        return signal.kind === 'metric' ? drop() : signal
      case 'throws':
        throw new Error('The hook failed.')
      case 'hangs':
        return takeTime(7_000)
      case 'slow':
        return takeTime(1_000)
    }
  }

export const inheritedBy = ({ inherited }: Life, sink: SinkName, kind: SignalKind): number =>
  [...inherited[sink].values()].filter((one) => one === kind).length

const nothing: Tally = { accepted: 0, recovered: 0, delivered: 0, pending: 0, lost: {} }

export const tallyIn = (stats: Stats, sink: SinkName, kind: SignalKind): Tally =>
  stats.sinks[sink]?.[kind] ?? nothing

export const lostIn = ({ lost }: Pick<Tally, 'lost'>): number =>
  Object.values(lost).reduce((total, count) => total + count, 0)
