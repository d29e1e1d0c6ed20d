import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Scheduler } from '../ports/scheduler.ts'
import type { LocalSink } from '../ports/sink.ts'
import { type Courier, longestTrip } from './courier.ts'
import type { Entry, Settle, Settlement } from './entry.ts'
import { orTooLong } from './orTooLong.ts'

interface LocalCourierParts {
  readonly sink: LocalSink
  readonly scheduler: Scheduler
  readonly debug: DebugChannel
  readonly settle: Settle
  /** Whether nothing is to be handed over now. */
  readonly isSilent: (entries: readonly Entry[]) => boolean
}

/** Hands signals to a sink of the same process. */
export const createLocalCourier = (parts: LocalCourierParts): Courier => {
  const { sink, scheduler, debug, settle, isSilent } = parts

  /** `undefined` where it is to be handed over again. */
  const hand = async (entries: readonly Entry[]): Promise<Settlement | undefined> => {
    try {
      // One that never comes back must not hold what comes later for ever.
      const received = sink.receive(entries.map(({ signal }) => signal))
      await orTooLong(received, scheduler, longestTrip)
      return 'delivered'
    } catch (error) {
      debug.sayOnce('sinkFailed', `${sink.name} threw`, error)
      return sink.retries ? undefined : 'sinkFailed'
    }
  }

  return {
    carry: async (entries) => {
      // It may have been closed, or some of them be gone, since they were to be prepared.
      if (entries.length === 0 || isSilent(entries)) return undefined
      const settlement = await hand(entries)
      if (!settlement) return entries
      for (const entry of entries) settle(entry, settlement)
      return undefined
    },
  }
}
