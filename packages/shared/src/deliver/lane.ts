import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Ledger } from '../diagnostics/ledger.ts'
import type { LossReason } from '../model/lossReason.ts'
import type { Signal, SignalKind } from '../model/signal.ts'
import { classOf, signalClasses } from '../model/signalClass.ts'
import type { Stop } from '../model/stop.ts'
import type { Runtime } from '../ports/runtime.ts'
import type { UsableSink } from '../ports/sink.ts'
import type { WireAnswer, WireRequest } from '../ports/wire.ts'
import { createFairQueue } from '../primitives/fairQueue.ts'
import type { TurnRules } from '../primitives/turns.ts'
import {
  type Entry,
  isGone,
  type Locate,
  type Prepare,
  type Settle,
  type Settlement,
} from './entry.ts'
import type { Keeper } from './keeper.ts'
import type { LaneSettings } from './laneSettings.ts'
import { createLocalCourier } from './localCourier.ts'
import { createLosses } from './losses.ts'
import { createPacing } from './pacing.ts'
import { createQuota } from './quota.ts'
import { createSender } from './sender.ts'
import { createWireCourier } from './wireCourier.ts'

/** How a signal comes to a lane. */
export type Beginning = 'accepted' | 'recovered'

/** The delivery of one sink. */
export interface Lane {
  /** Of the sink. */
  readonly name: string
  /** Whether the sink takes it: one that throws takes nothing. */
  accepts(signal: Signal): boolean
  /** Books it, and holds it until it is settled. */
  offer(entry: Entry, fate: Beginning): void
  /** Books what was lost before it could be held. */
  lose(kind: SignalKind, fate: Beginning, reason: LossReason): void
  /** All that is held or on the way. */
  pending(): readonly Entry[]
  /** How much of its room is taken: 1 is all of it. */
  fullness(): number
  /**
   * Sends now what is there, one batch after the other, unless the server asked for silence; and
   * until it is stopped, the losses alone, where there is nothing else to send.
   */
  push(): Stop
  /** As `push`, some batches at once, in this very moment: for a host that may not have another. */
  urge(batches: number): void
  /** Settles by answers that came while everything stood still. */
  conclude(answers: ReadonlyMap<WireRequest, WireAnswer>): void
  /** Whether losses alone are being told, or about to be. */
  isReporting(): boolean
  /** Gives up what is gone; what is on its way settles by its answer, and goes where that holds it. */
  purge(): void
  /** What is held may be sent again. */
  resume(): void
  /** Takes nothing more, and gives up what is pending. */
  close(): void
}

export interface LaneParts {
  readonly runtime: Runtime
  readonly ledger: Ledger
  readonly debug: DebugChannel
  readonly settings: LaneSettings
  readonly prepare: Prepare
  /** Only where the host has files to ask. */
  readonly locate?: Locate | undefined
  /** Whether nothing may be sent at all. */
  readonly isHeld: () => boolean
  readonly keeper: Keeper
  /** Something that one may wait for has changed. */
  readonly knock: () => void
}

const rules: TurnRules<Entry> = {
  kindOf: ({ signal }) => signal.kind,
  // What bills are made from is the last to go.
  rankOf: ({ signal }) =>
    signal.kind === 'usage' ? signalClasses.length : signalClasses.indexOf(classOf(signal)),
}

export const createLane = (sink: UsableSink, parts: LaneParts): Lane => {
  const { runtime, ledger, debug, keeper, isHeld } = parts
  const { name } = sink
  const settings = { ...parts.settings, batch: { ...parts.settings.batch, ...sink.batch } }
  const losses = createLosses()
  const queue = createFairQueue(settings.outbox, rules)
  let closed = false

  const end = (kind: SignalKind, settlement: Settlement): void => {
    ledger.book(name, kind, settlement)
    if (settlement !== 'delivered') losses.note([{ kind, reason: settlement, count: 1 }])
  }

  const book: Settle = (entry, settlement) => {
    const { id, kind } = entry.signal
    end(kind, settlement)
    entry.holders--
    // What was given up only because we close is left to the next life, where there is one.
    if (settlement !== 'closed') keeper.settle(id, name)
    parts.knock()
  }

  const settle: Settle = (entry, settlement) => {
    // A late answer, for an entry that the lane has given up, changes nothing any more.
    if (queue.release(entry)) book(entry, settlement)
  }

  const takeAll = (): readonly Entry[] => {
    const taken: Entry[] = []
    while (queue.has(() => true)) taken.push(...queue.take())
    return taken
  }

  const pacing = createPacing(runtime, settings.backoff, () => sender.pump())
  const quota = createQuota(runtime, settings.backoff, () => sender.pump())
  const isSilent = (entries: readonly Entry[] = []): boolean =>
    closed ||
    isHeld() ||
    pacing.isWaiting() ||
    !quota.isOpen() ||
    entries.some((entry) => isGone(entry) || !quota.isOpen(entry.signal.kind))
  const onReportFailed = (): void => pacing.failed(quota.remaining())
  const carrying = { ...parts, ...runtime, settings, settle, isSilent }
  const courier =
    'encode' in sink
      ? createWireCourier({ ...carrying, sink, losses, onLimits: quota.obey, onReportFailed })
      : createLocalCourier({ ...carrying, sink })
  const sender = createSender({ ...carrying, queue, courier, pacing, quota, losses })

  return {
    name,
    accepts: (signal) => {
      try {
        return sink.accepts(signal)
      } catch (error) {
        debug.sayOnce('sinkFailed', `${name}: accepts threw`, error)
        return false
      }
    },
    offer: (entry, fate) => {
      ledger.book(name, entry.signal.kind, fate)
      entry.holders++
      if (closed) return book(entry, 'closed')
      for (const evicted of queue.push(entry)) book(evicted, 'outboxFull')
      sender.notice()
    },
    lose: (kind, fate, reason) => {
      ledger.book(name, kind, fate)
      end(kind, reason)
    },
    pending: queue.values,
    fullness: () => queue.fullness,
    push: sender.push,
    urge: sender.urge,
    conclude: (answers) => courier.conclude?.(answers),
    isReporting: sender.isReporting,
    purge: () => {
      const all = takeAll()
      for (const entry of all) if (entry.gone) settle(entry, entry.gone)
      queue.putBack(all)
    },
    resume: () => {
      if (queue.size > 0) sender.notice()
    },
    close: () => {
      closed = true
      sender.stop()
      takeAll()
      for (const entry of queue.values()) settle(entry, entry.gone ?? leftBy(entry))
    },
  }
}

/** What no store was given, no later life finds. */
const leftBy = ({ wasKept }: Entry): LossReason => (wasKept ? 'closed' : 'noConsent')
