import { createParking } from '../deliver/createParking.ts'
import type { Locate, Prepare } from '../deliver/entry.ts'
import type { LaneSettings } from '../deliver/laneSettings.ts'
import { createOutbox, type Outbox } from '../deliver/outbox.ts'
import { createDebugChannel, type DiagnosticMessage } from '../diagnostics/debugChannel.ts'
import { createLedger } from '../diagnostics/ledger.ts'
import type { Consent } from '../model/consent.ts'
import type { Stats, Tally } from '../model/stats.ts'
import { milliseconds } from '../model/units.ts'
import type { LocalSink, UsableSink, WireSink } from '../ports/sink.ts'
import { sizeOf } from '../primitives/sizeOf.ts'
import {
  createFakeRuntime,
  type FakeRuntime,
  type FakeRuntimeOptions,
} from './fakeRuntime/createFakeRuntime.ts'
import { createSampleSignal } from './sampleSignals.ts'

/** A sink that names its signals in the body, and knows the plainest statuses. */
export const wireSink = (parts: Partial<WireSink> = {}): WireSink => ({
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
  interpret: ({ status, headers }) => {
    const seconds = headers['retry-after']
    if (status === 200) return { type: 'delivered' }
    if (status === 413) return { type: 'tooLarge' }
    if (status === 429) {
      return { type: 'limited', limits: [{ after: milliseconds(Number(seconds) * 1_000) }] }
    }
    return status < 500 ? { type: 'rejected' } : { type: 'retryable' }
  },
  ...parts,
})

const settings: LaneSettings = {
  outbox: { maxCount: 100, maxBytes: 1_000_000 },
  batch: { maxCount: 10, maxBytes: 100_000, maxAge: milliseconds(1_000) },
  backoff: { baseDelay: milliseconds(500), maxDelay: milliseconds(8_000) },
}

/** A sink of the same process that takes everything. */
export const takingSink = (name: string): LocalSink => ({
  name,
  accepts: () => true,
  receive: () => undefined,
})

interface OutboxBench {
  readonly runtime: FakeRuntime
  readonly outbox: Outbox
  /** Accepts that many sample signals, numbered on from the last. */
  readonly accept: (count: number) => void
  readonly tally: (sink?: string) => Partial<Tally>
  readonly stats: () => Stats
  /** How many signals each request carried. */
  readonly sizes: () => readonly number[]
  readonly said: readonly DiagnosticMessage[]
}

interface Setup extends FakeRuntimeOptions {
  readonly sinks?: readonly UsableSink[]
  readonly settings?: Partial<LaneSettings>
  readonly consent?: Consent
  readonly prepare?: Prepare
  readonly locate?: Locate
}

/** An outbox on a fake runtime, with small and round numbers. */
export const setUpOutbox = ({
  sinks = [wireSink()],
  settings: own = {},
  consent = 'granted',
  prepare = (signal) => signal,
  locate,
  ...options
}: Setup = {}): OutboxBench => {
  const runtime = createFakeRuntime({ seed: 7, ...options })
  const said: DiagnosticMessage[] = []
  const ledger = createLedger(sinks.map(({ name }) => name))
  const outbox = createOutbox({
    sinks,
    runtime,
    ledger,
    debug: createDebugChannel((message) => said.push(message)),
    prepare,
    locate,
    measure: sizeOf,
    settings: { ...settings, ...own },
    consent,
    park: createParking(runtime.store),
  })
  let captured = 0
  const accept = (count: number): void => {
    for (let left = count; left > 0; left--) outbox.accept(createSampleSignal(++captured))
  }
  const stats = (): Stats => ledger.stats(outbox.pending)
  const tally = (sink = 'wire'): Partial<Tally> => stats().sinks[sink]?.error ?? {}
  const sizes = (): readonly number[] =>
    runtime.transport.requests.map(({ request }) => request.ids.length)
  return { runtime, outbox, accept, tally, stats, sizes, said }
}
