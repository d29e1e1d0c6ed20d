import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Ledger } from '../diagnostics/ledger.ts'
import type { LossReason } from '../model/lossReason.ts'
import type { Signal, SignalKind } from '../model/signal.ts'
import type { FlushResult } from '../model/stats.ts'
import type { Milliseconds } from '../model/units.ts'
import type { Runtime } from '../ports/runtime.ts'
import type { UsableSink } from '../ports/sink.ts'
import { attempt, property } from '../primitives/attempt.ts'
import { sizeOf } from '../primitives/sizeOf.ts'
import type { Courier } from './courier.ts'
import type { Ending, Entry, Settle } from './entry.ts'
import { inTime } from './inTime.ts'
import { createLane, type Lane, type LaneSettings } from './lane.ts'
import { createLocalCourier } from './localCourier.ts'
import { createWireCourier } from './wireCourier.ts'

/** Holds accepted signals until every sink has settled them: one lane a sink, each on its own. */
export interface Outbox {
  accept(signal: Signal): void
  /** Books a signal that will not be sent. */
  drop(signal: Signal, reason: LossReason): void
  /** Takes over what an earlier life left. */
  recover(): Promise<void>
  pending(sink: string, kind: SignalKind): number
  flush(timeout: Milliseconds): Promise<FlushResult>
  /** Sends some batches of each lane at once, for a host that may be about to end. */
  urge(batches: number): void
  close(): void
}

export interface OutboxSettings extends LaneSettings {
  readonly requestTimeout: Milliseconds
}

interface OutboxParts {
  readonly sinks: readonly UsableSink[]
  readonly runtime: Runtime
  readonly ledger: Ledger
  readonly debug: DebugChannel
  /** Done to each signal before it is encoded: what is too slow for the caller's path. */
  readonly prepare: (signal: Signal) => Signal
  readonly settings: OutboxSettings
}

interface Berth {
  readonly sink: UsableSink
  readonly lane: Lane
}

export const createOutbox = (parts: OutboxParts): Outbox => {
  const { runtime, ledger, debug, settings } = parts

  let onRelease: (() => void) | undefined
  let closed = false

  const release = (entry: Entry, ending: Ending): void => {
    entry.holders--
    // What was given up only because we close is left to the next life, where there is one.
    if (entry.holders === 0 && ending !== 'closed') forget(entry.signal)
    onRelease?.()
  }

  const forget = (signal: Signal): void => void keep(() => runtime.store.settle([signal.id]))

  /** Recovered signals leave half of the room to new ones, and the rest of them where they lie. */
  const room = async (): Promise<void> => {
    while (berths.some(({ lane }) => lane.fullness() > 0.5)) {
      await new Promise<void>((resolve) => {
        onRelease = resolve
      })
    }
  }

  /** A store that fails costs durability, never a signal: those are still in memory. */
  const keep = async (write: () => void | Promise<void>): Promise<void> => {
    try {
      await write()
    } catch (error) {
      debug.sayOnce('storeFailed', `The store failed: ${String(property(error, 'message'))}`)
    }
  }

  const berths: readonly Berth[] = parts.sinks.map((sink) => ({
    sink,
    lane: createLane({
      name: sink.name,
      runtime,
      ledger,
      settings,
      openCourier: (settle, isSilent) => openCourier(parts, sink, { settle, isSilent }),
      onSettled: release,
    }),
  }))

  const berthsFor = (signal: Signal): readonly Berth[] =>
    berths.filter(({ sink }) => attempt(() => sink.accepts(signal), false))

  const admit = (signal: Signal, fate: 'accepted' | 'recovered'): void => {
    const takers = berthsFor(signal)
    if (takers.length === 0) {
      if (fate === 'recovered') forget(signal)
      return
    }
    const entry = { signal, bytes: sizeOf(signal), holders: takers.length }
    if (fate === 'accepted') void keep(() => runtime.store.append([signal]))
    for (const { sink, lane } of takers) {
      ledger.book(sink.name, signal.kind, fate)
      lane.offer(entry)
    }
  }

  return {
    accept: (signal) => admit(signal, 'accepted'),
    drop: (signal, reason) => {
      for (const { sink } of berthsFor(signal)) {
        ledger.book(sink.name, signal.kind, 'accepted')
        ledger.book(sink.name, signal.kind, reason)
      }
    },
    recover: async () => {
      for await (const signal of runtime.store.recover()) {
        admit(signal, 'recovered')
        await room()
        if (closed) return
      }
    },
    pending: (name, kind) => {
      const berth = berths.find(({ sink }) => sink.name === name)
      return berth?.lane.pending().filter(({ signal }) => signal.kind === kind).length ?? 0
    },
    flush: async (timeout) => {
      const before = ledger.totals()
      const settled = Promise.all(berths.map(({ lane }) => lane.settled()))
      for (const { lane } of berths) lane.push()
      await inTime(runtime.scheduler, timeout, settled)
      const now = ledger.totals()
      const pending = berths.reduce((total, { lane }) => total + lane.pending().length, 0)
      return { delivered: now.delivered - before.delivered, lost: now.lost - before.lost, pending }
    },
    urge: (batches) => {
      for (const { lane } of berths) lane.urge(batches)
    },
    close: () => {
      closed = true
      for (const { lane } of berths) lane.close()
    },
  }
}

const openCourier = (
  { runtime, debug, prepare, settings }: OutboxParts,
  sink: UsableSink,
  { settle, isSilent }: { readonly settle: Settle; readonly isSilent: () => boolean },
): Courier =>
  'encode' in sink
    ? createWireCourier({
        sink,
        clock: runtime.clock,
        transport: runtime.transport,
        debug,
        prepare,
        settle,
        requestTimeout: settings.requestTimeout,
        isSilent,
      })
    : createLocalCourier({ sink, debug, prepare, settle })
