import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Ledger } from '../diagnostics/ledger.ts'
import type { Signal, SignalKind } from '../model/signal.ts'
import type { FlushResult } from '../model/stats.ts'
import type { Milliseconds } from '../model/units.ts'
import type { Runtime } from '../ports/runtime.ts'
import type { UsableSink } from '../ports/sink.ts'
import { property } from '../primitives/attempt.ts'
import { sizeOf } from '../primitives/sizeOf.ts'
import { createEntry, type Entry, type Settlement } from './entry.ts'
import { inTime } from './inTime.ts'
import { createLane, type Lane, type LaneSettings } from './lane.ts'

/** Holds accepted signals until every sink has settled them: one lane a sink, each on its own. */
export interface Outbox {
  accept(signal: Signal): void
  /** Takes over what an earlier life left. */
  recover(): Promise<void>
  pending(sink: string, kind: SignalKind): number
  flush(timeout: Milliseconds): Promise<FlushResult>
  /** Sends some batches of each lane at once, for a host that may be about to end. */
  urge(batches: number): void
  close(): void
}

interface OutboxParts {
  readonly sinks: readonly UsableSink[]
  readonly runtime: Runtime
  readonly ledger: Ledger
  readonly debug: DebugChannel
  /** Done to each signal before it is encoded: what is too slow for the caller's path. */
  readonly prepare: (signal: Signal) => Signal
  readonly settings: LaneSettings
}

export const createOutbox = (parts: OutboxParts): Outbox => {
  const { sinks, runtime, ledger, debug, prepare } = parts
  let onRelease: (() => void) | undefined
  let closed = false

  const release = (entry: Entry, settlement: Settlement): void => {
    entry.holders--
    // What was given up only because we close is left to the next life, where there is one.
    if (entry.holders === 0 && settlement !== 'closed') forget(entry.signal)
    onRelease?.()
  }

  const forget = (signal: Signal): void => void keep(() => runtime.store.settle([signal.id]))

  /** A store that fails costs durability, never a signal: those are still in memory. */
  const keep = async (write: () => void | Promise<void>): Promise<void> => {
    try {
      await write()
    } catch (error) {
      debug.sayOnce('storeFailed', `The store failed: ${String(property(error, 'message'))}`)
    }
  }

  const lanes = new Map<UsableSink, Lane>(
    sinks.map((sink) => [sink, createLane(sink, { ...parts, onSettled: release })]),
  )
  const all = (): readonly Lane[] => [...lanes.values()]

  const accepts = (sink: UsableSink, signal: Signal): boolean => {
    try {
      return sink.accepts(signal)
    } catch (error) {
      debug.sayOnce(
        'sinkFailed',
        `${sink.name}: accepts threw. ${String(property(error, 'message'))}`,
      )
      return false
    }
  }

  const admit = (signal: Signal, fate: 'accepted' | 'recovered'): void => {
    const takers = sinks.filter((sink) => accepts(sink, signal))
    if (takers.length === 0) {
      if (fate === 'recovered') forget(signal)
      return
    }
    const entry = createEntry({ signal, bytes: sizeOf(signal), holders: takers.length }, prepare)
    if (fate === 'accepted' && !closed) void keep(() => runtime.store.append([signal]))
    for (const sink of takers) {
      ledger.book(sink.name, signal.kind, fate)
      lanes.get(sink)?.offer(entry)
    }
  }

  /** Recovered signals leave half of the room to new ones, and the rest of them where they lie. */
  const room = async (): Promise<void> => {
    while (all().some((lane) => lane.fullness() > 0.5)) {
      await new Promise<void>((resolve) => {
        onRelease = resolve
      })
    }
  }

  return {
    accept: (signal) => admit(signal, 'accepted'),
    recover: async () => {
      for await (const signal of runtime.store.recover()) {
        admit(signal, 'recovered')
        await room()
        if (closed) return
      }
    },
    pending: (name, kind) =>
      sinks
        .filter((sink) => sink.name === name)
        .flatMap((sink) => lanes.get(sink)?.pending() ?? [])
        .filter(({ signal }) => signal.kind === kind).length,
    flush: async (timeout) => {
      const before = ledger.totals()
      const inLanes = all().map((lane) => lane.onSettled)
      const settled = inTime(runtime.scheduler, timeout, inLanes)
      for (const lane of all()) lane.push()
      await settled
      const now = ledger.totals()
      return {
        delivered: now.delivered - before.delivered,
        lost: now.lost - before.lost,
        pending: all().flatMap((lane) => lane.pending()).length,
      }
    },
    urge: (batches) => {
      for (const lane of all()) lane.urge(batches)
    },
    close: () => {
      closed = true
      for (const lane of all()) lane.close()
    },
  }
}
