import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Ledger } from '../diagnostics/ledger.ts'
import type { Stop } from '../model/stop.ts'
import type { Milliseconds } from '../model/units.ts'
import type { Runtime } from '../ports/runtime.ts'
import type { UsableSink } from '../ports/sink.ts'
import { createBoundedQueue, type QueueLimits } from '../primitives/boundedQueue.ts'
import type { BackoffOptions } from '../resilience/backoff.ts'
import type { Pause } from './courier.ts'
import type { Entry, Settle, Settlement } from './entry.ts'
import { createLocalCourier } from './localCourier.ts'
import { createSettlements } from './settlements.ts'
import { createSilence } from './silence.ts'
import { createWireCourier } from './wireCourier.ts'

/** The delivery of one sink. */
export interface Lane {
  offer(entry: Entry): void
  /** All that is held or on the way. */
  pending(): readonly Entry[]
  /** How much of its room is taken: 1 is all of it. */
  fullness(): number
  /** Sends now what is there, one batch after the other, unless the server asked for silence. */
  push(): void
  /** As `push`, some batches at once, in this very moment: for a host that may not have another. */
  urge(batches: number): void
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
  readonly onSettled: (entry: Entry, settlement: Settlement) => void
}

const noTime = 0 as Milliseconds
/** Of one sink that works. One that has failed is tried with one, until that succeeds. */
const requestsAtOnce = 10

export const createLane = (sink: UsableSink, parts: LaneParts): Lane => {
  const { runtime, ledger, settings, onSettled } = parts
  const settlements = createSettlements()
  const queue = createBoundedQueue<Entry>(settings.outbox)
  /** The batch in which an entry went first. It goes with the same again: as the same request. */
  const groups = new WeakMap<Entry, readonly Entry[]>()
  let gathering: { readonly delay: Milliseconds; readonly stop: Stop } | undefined
  let pumping = false
  let closed = false

  const book: Settle = (entry, settlement) => {
    ledger.book(sink.name, entry.signal.kind, settlement)
    settlements.note(entry)
    onSettled(entry, settlement)
  }

  const settle: Settle = (entry, settlement) => {
    // A late answer, for an entry that the lane has given up, changes nothing any more.
    if (queue.release(entry)) book(entry, settlement)
  }

  const silence = createSilence(runtime, settings.backoff, () => void pump())
  const courier =
    'encode' in sink
      ? createWireCourier({ ...parts, ...runtime, sink, settle, isSilent: silence.isOn })
      : createLocalCourier({ ...parts, sink, settle })

  const canSend = (): boolean => queue.size > 0 && !silence.isOn() && !closed

  const pump = async (): Promise<void> => {
    stopGathering()
    if (pumping) return
    pumping = true
    try {
      while (canSend()) {
        await trip(silence.hasFailed() ? 1 : requestsAtOnce)
        // What never leaves the process takes no time: the host gets its turn all the same.
        if ('receive' in sink && queue.size > 0) return gather(noTime)
      }
    } finally {
      pumping = false
    }
  }

  const trip = async (most: number): Promise<void> => {
    const batch = queue.take(settings.batch, (one, other) => groups.get(one) === groups.get(other))
    for (const entry of batch) if (!groups.has(entry)) groups.set(entry, batch)
    // A transport that breaks its promise never to reject is as good as one that is down.
    const pause = await courier
      .carry(batch, most)
      .catch((): Pause => ({ after: undefined, failed: batch }))
    // To the end: what its server can never take must not stand in the way of the others for ever.
    if (pause) queue.putBack(pause.failed, 'end')
    queue.putBack(batch, 'front')
    if (closed || silence.isOn()) return
    if (pause) silence.begin(pause)
    else silence.forgive()
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
      if (silence.isOn()) return
      gather(queue.size >= settings.batch.maxCount ? noTime : settings.batch.maxAge)
    },
    pending: queue.values,
    fullness: () => queue.fullness,
    push: () => {
      silence.breakOff()
      void pump()
    },
    urge: (batches) => {
      silence.endOwn()
      courier.hurry?.()
      for (let left = batches; left > 0 && canSend(); left--) void trip(Infinity)
      if (queue.size > 0) gather(settings.batch.maxAge)
    },
    onSettled: (listener) => settlements.onAll(queue.values(), listener),
    close: () => {
      closed = true
      stopGathering()
      silence.end()
      queue.take()
      for (const entry of queue.values()) settle(entry, 'closed')
    },
  }
}
