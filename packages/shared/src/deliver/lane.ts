import type { Ledger } from '../diagnostics/ledger.ts'
import type { Stop } from '../model/stop.ts'
import { type Milliseconds, milliseconds } from '../model/units.ts'
import type { Runtime } from '../ports/runtime.ts'
import { createBoundedQueue, type QueueLimits } from '../primitives/boundedQueue.ts'
import { type BackoffOptions, fullJitter } from '../resilience/backoff.ts'
import type { Courier, LastCall, Pause } from './courier.ts'
import type { Ending, Entry, Settle } from './entry.ts'
import { createSettlements } from './settlements.ts'

/** The delivery of one sink. */
export interface Lane {
  offer(entry: Entry): void
  /** All that is held or on the way. */
  pending(): readonly Entry[]
  /** Sends now what is there, one batch after the other, unless the server asked for silence. */
  push(): void
  /** As `push`, all batches at once: for a host that may not see the answers. */
  urge(): void
  /** Resolves when what is pending now has been settled. */
  settled(): Promise<void>
  /** What is pending, as requests to be sent in one synchronous step. */
  lastCall(): LastCall | undefined
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

/** No server can silence a lane for longer than this by one answer. */
const longestSilence = milliseconds(3_600_000)

export const createLane = ({
  name,
  runtime: { scheduler, random },
  ledger,
  settings,
  openCourier,
  onSettled,
}: LaneParts): Lane => {
  const settlements = createSettlements()
  const queue = createBoundedQueue<Entry>(settings.outbox)
  let gathering: Stop | undefined
  let silence: { readonly byServer: boolean; readonly end: Stop } | undefined
  let failures = 0
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

  const pump = async (): Promise<void> => {
    stopGathering()
    if (pumping) return
    pumping = true
    try {
      while (queue.size > 0 && !silence && !closed) await trip()
    } finally {
      pumping = false
    }
  }

  const trip = async (): Promise<void> => {
    const batch = queue.take(settings.batch)
    const pause = await courier.carry(batch)
    queue.putBack(batch)
    if (pause) hold(pause)
    else failures = 0
  }

  const hold = ({ after }: Pause): void => {
    if (silence || closed) return
    failures++
    const jitter = fullJitter(failures, settings.backoff, random)
    // A server tells the same delay to everybody: our jitter on top spreads the return.
    const delay = after === undefined ? jitter : Math.min(after, longestSilence) + jitter
    const end = scheduler.after(milliseconds(delay), () => {
      silence = undefined
      void pump()
    })
    silence = { byServer: after !== undefined, end }
  }

  const breakSilence = (): void => {
    if (!silence || silence.byServer) return
    silence.end()
    silence = undefined
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
      else gathering ??= scheduler.after(settings.batch.maxAge, () => void pump())
    },
    pending: queue.values,
    push: () => {
      breakSilence()
      void pump()
    },
    urge: () => {
      breakSilence()
      stopGathering()
      while (queue.size > 0 && !silence) void trip()
    },
    settled: () => settlements.all(queue.values()),
    lastCall: () => {
      queue.take()
      const entries = queue.values()
      return entries.length > 0 ? courier.lastCall?.(entries) : undefined
    },
    close: () => {
      if (closed) return
      closed = true
      stopGathering()
      silence?.end()
      queue.take()
      for (const entry of queue.values()) {
        queue.release(entry)
        book(entry, 'closed')
      }
    },
  }
}
