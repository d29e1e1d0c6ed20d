import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Ledger } from '../diagnostics/ledger.ts'
import type { LossReason } from '../model/lossReason.ts'
import type { Signal, SignalKind } from '../model/signal.ts'
import type { FlushResult } from '../model/stats.ts'
import type { Milliseconds } from '../model/units.ts'
import type { Runtime } from '../ports/runtime.ts'
import type { UsableSink } from '../ports/sink.ts'
import type { WireAnswer, WireRequest } from '../ports/wire.ts'
import { createAccepts } from './accepts.ts'
import type { Prepare } from './entry.ts'
import { inTime } from './inTime.ts'
import { createKeeper } from './keeper.ts'
import { createLane, type Lane } from './lane.ts'
import type { LaneSettings } from './laneSettings.ts'
import { createTakeover, type Offer } from './takeover.ts'

/** Holds accepted signals until every sink has settled them: one lane a sink, each on its own. */
export interface Outbox {
  accept(signal: Signal): void
  /** Books a signal that is not to be had, at each sink that would have taken it. */
  refuse(signal: Signal, reason: LossReason): undefined
  /** Takes over what earlier lives left. */
  recover(): Promise<void>
  pending(sink: string, kind: SignalKind): number
  flush(timeout: Milliseconds): Promise<FlushResult>
  /** Sends some batches of each lane at once, for a host that may be about to end. */
  urge(batches: number): void
  /** Settles by answers that came while everything stood still. */
  conclude(answers: ReadonlyMap<WireRequest, WireAnswer>): void
  close(): void
}

interface OutboxParts {
  readonly sinks: readonly UsableSink[]
  readonly runtime: Runtime
  readonly ledger: Ledger
  readonly debug: DebugChannel
  /** Done to each signal before it is encoded: what is too slow for the caller's path. */
  readonly prepare: Prepare
  /** About how many bytes a signal takes. */
  readonly measure: (signal: Signal) => number
  readonly settings: LaneSettings
}

export const createOutbox = (parts: OutboxParts): Outbox => {
  const { sinks, runtime, ledger, debug } = parts
  const names = sinks.map(({ name }) => name)
  const keeper = createKeeper(runtime.store, ledger, debug)
  let onRelease: (() => void) | undefined
  let closed = false

  const lanes = new Map<UsableSink, Lane>(
    sinks.map((sink) => [
      sink,
      createLane(sink, {
        ...parts,
        onSettled: ({ signal }, settlement) => {
          // What was given up only because we close is left to the next life, where there is one.
          if (settlement !== 'closed') keeper.settle(signal.id, sink.name)
          onRelease?.()
        },
      }),
    ]),
  )
  const all = (): readonly Lane[] => [...lanes.values()]

  const accepts = createAccepts(debug)

  const offer: Offer = (signal, takers, fate) => {
    const entry = { signal, bytes: parts.measure(signal), preparation: undefined }
    for (const sink of takers) {
      ledger.book(sink.name, signal.kind, fate)
      lanes.get(sink)?.offer(entry)
    }
  }

  const takeOver = createTakeover({ lanes, ledger, keeper, accepts, offer })

  /** Recovered signals leave half of the room to new ones, and the rest of them where they lie. */
  const roomFor = async (takers: readonly UsableSink[]): Promise<void> => {
    while (!closed && takers.some((sink) => (lanes.get(sink)?.fullness() ?? 0) > 0.5)) {
      await new Promise<void>((resolve) => {
        onRelease = resolve
      })
    }
  }

  return {
    accept: (signal) => {
      const takers = sinks.filter((sink) => accepts(sink, signal))
      if (takers.length === 0) return
      const owed = takers.length === sinks.length ? names : takers.map(({ name }) => name)
      if (!closed) keeper.keep({ signal, owed })
      offer(signal, takers, 'accepted')
    },
    refuse: (signal, reason) => {
      for (const sink of sinks) {
        if (!accepts(sink, signal)) continue
        ledger.book(sink.name, signal.kind, 'accepted')
        lanes.get(sink)?.lose(signal.kind, reason)
      }
      return undefined
    },
    recover: async () => {
      for await (const found of runtime.store.recover()) {
        await roomFor(takeOver(found))
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
      const stops = all().map((lane) => lane.push())
      const inLanes = all().map((lane) => lane.onSettled)
      await inTime(runtime.scheduler, timeout, inLanes)
      for (const stop of stops) stop()
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
    conclude: (answers) => {
      for (const lane of all()) lane.conclude(answers)
      keeper.write()
    },
    close: () => {
      closed = true
      for (const lane of all()) lane.close()
      keeper.close()
    },
  }
}
