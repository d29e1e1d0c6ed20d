import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Ledger } from '../diagnostics/ledger.ts'
import { classOf, signalClasses } from '../model/signalClass.ts'
import type { Stop } from '../model/stop.ts'
import type { Milliseconds } from '../model/units.ts'
import type { Runtime } from '../ports/runtime.ts'
import type { UsableSink } from '../ports/sink.ts'
import type { WireAnswer, WireRequest } from '../ports/wire.ts'
import { createFairQueue, type QueueLimits, type QueueRules } from '../primitives/fairQueue.ts'
import type { BackoffOptions } from '../resilience/backoff.ts'
import type { Entry, Prepare, Settle, Settlement } from './entry.ts'
import { createLocalCourier } from './localCourier.ts'
import { createLosses } from './losses.ts'
import { createPacing } from './pacing.ts'
import { createQuota } from './quota.ts'
import { createSettlements } from './settlements.ts'
import { createWireCourier } from './wireCourier.ts'

/** The delivery of one sink. */
export interface Lane {
  offer(entry: Entry): void
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
  /** Calls the listener, once, when what is pending now has been settled. */
  onSettled(listener: () => void): Stop
  /** Takes nothing more, and gives up what is pending. */
  close(): void
}

export interface LaneSettings {
  readonly outbox: QueueLimits
  readonly batch: QueueLimits & { readonly maxAge: Milliseconds }
  readonly backoff: BackoffOptions
}

export interface LaneParts {
  readonly runtime: Runtime
  readonly ledger: Ledger
  readonly debug: DebugChannel
  readonly settings: LaneSettings
  readonly prepare: Prepare
  readonly onSettled: (entry: Entry, settlement: Settlement) => void
}

const noTime = 0 as Milliseconds
/** Of one sink that works. One that has failed is tried with one, until it runs freely again. */
const requestsAtOnce = 10

const rules: QueueRules<Entry> = {
  kindOf: ({ signal }) => signal.kind,
  rankOf: ({ signal }) => signalClasses.indexOf(classOf(signal)),
}

export const createLane = (sink: UsableSink, parts: LaneParts): Lane => {
  const { runtime, ledger, settings, onSettled } = parts
  const settlements = createSettlements()
  const losses = createLosses()
  const queue = createFairQueue(settings.outbox, rules)
  let gathering: { readonly delay: Milliseconds; readonly stop: Stop } | undefined
  let pumping = false
  /** How many wait for what is held. */
  let waiters = 0
  let closed = false

  const book: Settle = (entry, settlement) => {
    const { kind } = entry.signal
    ledger.book(sink.name, kind, settlement)
    if (settlement !== 'delivered') losses.note([{ kind, reason: settlement, count: 1 }])
    settlements.note(entry)
    onSettled(entry, settlement)
  }

  const settle: Settle = (entry, settlement) => {
    // A late answer, for an entry that the lane has given up, changes nothing any more.
    if (queue.release(entry)) book(entry, settlement)
  }

  const pacing = createPacing(runtime, settings.backoff, () => void pump())
  const quota = createQuota(runtime, settings.backoff, () => void pump())
  const isSilent = (): boolean => pacing.isWaiting() || !quota.isOpen()
  const courier =
    'encode' in sink
      ? createWireCourier({
          ...parts,
          ...runtime,
          sink,
          settle,
          losses,
          isSilent,
          onLimits: quota.obey,
        })
      : createLocalCourier({ ...parts, ...runtime, sink, settle })

  const canSend = (): boolean => !closed && !pacing.isWaiting() && queue.has(quota.isOpen)

  /** Where nothing is left to carry them, losses go alone. */
  const canReport = (): boolean =>
    waiters > 0 &&
    'encode' in sink &&
    queue.size === 0 &&
    !losses.isEmpty &&
    !pacing.isCautious() &&
    quota.isOpen()

  const pump = async (): Promise<void> => {
    stopGathering()
    if (pumping || pacing.isWaiting()) return
    pumping = true
    try {
      while (canSend()) {
        const waited = await carry(take(), pacing.isCautious() ? 1 : requestsAtOnce)
        // What never leaves the process takes no time: the host gets its turn all the same.
        if (!waited && queue.size > 0) return gather(noTime)
      }
      if (queue.size === 0) pacing.rest()
      if (canReport()) await carry([], 1)
    } finally {
      pumping = false
    }
    // What came while the losses were told has had no turn.
    if (canSend()) gather(noTime)
  }

  const take = (): readonly Entry[] => queue.take(settings.batch, quota.isOpen)

  /** Whether the host had a turn meanwhile. */
  const carry = async (batch: readonly Entry[], most: number): Promise<boolean> => {
    // A transport that breaks its promise never to reject is as good as one that is down.
    const { failed, waited } = await courier
      .carry(batch, most)
      .catch(() => ({ failed: batch, waited: true }))
    // What its server can never take must not stand in the way of the others for ever.
    queue.putAside(failed)
    queue.putBack(batch)
    if (!closed && !pacing.isWaiting()) {
      if (failed.length > 0) pacing.failed(quota.remaining())
      else pacing.succeeded()
    }
    return waited
  }

  /** Even a full batch leaves later: its caller waits neither for encoding nor for sending. */
  const gather = (delay: Milliseconds): void => {
    if (gathering && gathering.delay <= delay) return
    stopGathering()
    gathering = { delay, stop: runtime.scheduler.after(delay, () => void pump()) }
  }

  const stopGathering = (): void => {
    gathering?.stop()
    gathering = undefined
  }

  return {
    offer: (entry) => {
      if (closed) return book(entry, 'closed')
      for (const evicted of queue.push(entry)) book(evicted, 'outboxFull')
      if (isSilent()) return
      gather(queue.size >= settings.batch.maxCount ? noTime : settings.batch.maxAge)
    },
    pending: queue.values,
    fullness: () => queue.fullness,
    push: () => {
      waiters++
      pacing.breakOff()
      void pump()
      return () => void waiters--
    },
    urge: (batches) => {
      pacing.end()
      courier.hurry?.()
      // All are taken before any is sent: a sink that makes its app capture more would never end it.
      const taken: (readonly Entry[])[] = []
      while (taken.length < batches && canSend()) taken.push(take())
      for (const batch of taken) void carry(batch, Infinity)
      if (queue.size > 0) gather(settings.batch.maxAge)
    },
    conclude: (answers) => courier.conclude?.(answers),
    onSettled: (listener) => settlements.onAll(queue.values(), listener),
    close: () => {
      closed = true
      stopGathering()
      pacing.end()
      quota.end()
      while (queue.has(() => true)) queue.take()
      for (const entry of queue.values()) settle(entry, 'closed')
    },
  }
}
