import type { Ledger } from '../diagnostics/ledger.ts'
import type { Stop } from '../model/stop.ts'
import type { Milliseconds } from '../model/units.ts'
import type { Runtime } from '../ports/runtime.ts'
import { createBoundedQueue, type QueueLimits } from '../primitives/boundedQueue.ts'
import type { BackoffOptions } from '../resilience/backoff.ts'
import type { Courier, Pace, Pause } from './courier.ts'
import type { Ending, Entry, Settle } from './entry.ts'
import { createSettlements } from './settlements.ts'
import { createSilence } from './silence.ts'

/** The delivery of one sink. */
export interface Lane {
  offer(entry: Entry): void
  /** All that is held or on the way. */
  pending(): readonly Entry[]
  /** Sends now what is there, one batch after the other, unless the server asked for silence. */
  push(): void
  /** As `push`, all at once and in this very moment: for a host that may not have another. */
  urge(): void
  /** Resolves when what is pending now has been settled. */
  settled(): Promise<void>
  /** Takes nothing more, and gives up what is pending. */
  close(): void
}

export interface LaneSettings {
  readonly outbox: QueueLimits
  readonly batch: QueueLimits & { readonly maxAge: Milliseconds }
  readonly backoff: BackoffOptions
}

interface LaneParts {
  readonly name: string
  readonly runtime: Pick<Runtime, 'scheduler' | 'random'>
  readonly ledger: Ledger
  readonly settings: LaneSettings
  readonly openCourier: (settle: Settle) => Courier
  readonly onSettled: (entry: Entry) => void
}

export const createLane = ({
  name,
  runtime,
  ledger,
  settings,
  openCourier,
  onSettled,
}: LaneParts): Lane => {
  const settlements = createSettlements()
  const queue = createBoundedQueue<Entry>(settings.outbox)
  let gathering: Stop | undefined
  let pumping = false
  let closed = false

  const book = (entry: Entry, ending: Ending): void => {
    ledger.book(name, entry.signal.kind, ending)
    settlements.note(entry)
    onSettled(entry)
  }

  const courier = openCourier((entry, ending) => {
    // A late answer, for an entry that the lane has given up, changes nothing any more.
    if (queue.release(entry)) book(entry, ending)
  })

  const silence = createSilence({
    runtime,
    backoff: settings.backoff,
    onEnd: () => void pump(),
  })

  const canSend = (): boolean => queue.size > 0 && !silence.isOn() && !closed

  const pump = async (): Promise<void> => {
    stopGathering()
    if (pumping) return
    pumping = true
    try {
      while (canSend()) await trip('inTurn')
    } finally {
      pumping = false
    }
  }

  const trip = async (pace: Pace): Promise<void> => {
    const batch = queue.take(settings.batch)
    // A transport that breaks its promise never to reject is as good as one that is down.
    const pause = await courier.carry(batch, pace).catch((): Pause => ({ after: undefined }))
    queue.putBack(batch)
    if (closed) return
    if (pause) silence.begin(pause)
    else silence.forgive()
  }

  const gather = (): void => {
    gathering ??= runtime.scheduler.after(settings.batch.maxAge, () => void pump())
  }

  const stopGathering = (): void => {
    gathering?.()
    gathering = undefined
  }

  return {
    offer: (entry) => {
      if (closed) return book(entry, 'closed')
      for (const evicted of queue.push(entry)) book(evicted, 'outboxFull')
      if (queue.size >= settings.batch.maxCount) void pump()
      else if (!silence.isOn()) gather()
    },
    pending: queue.values,
    push: () => {
      silence.breakOff()
      void pump()
    },
    urge: () => {
      silence.breakOff()
      stopGathering()
      while (canSend()) void trip('atOnce')
    },
    settled: () => settlements.all(queue.values()),
    close: () => {
      if (closed) return
      closed = true
      stopGathering()
      silence.end()
      queue.take()
      for (const entry of queue.values()) {
        queue.release(entry)
        book(entry, 'closed')
      }
    },
  }
}
