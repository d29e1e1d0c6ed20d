import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { LocalSink } from '../ports/sink.ts'
import { property } from '../primitives/attempt.ts'
import type { Courier } from './courier.ts'
import type { Settle, Settlement } from './entry.ts'

interface LocalCourierParts {
  readonly sink: LocalSink
  readonly debug: DebugChannel
  readonly settle: Settle
}

/** Hands signals to a sink of the same process. */
export const createLocalCourier = ({ sink, debug, settle }: LocalCourierParts): Courier => ({
  carry: async (entries) => {
    let settlement: Settlement = 'delivered'
    try {
      await sink.receive(entries.map((entry) => entry.prepared()))
    } catch (error) {
      debug.sayOnce('sinkFailed', `${sink.name} threw: ${String(property(error, 'message'))}`)
      settlement = 'sinkFailed'
    }
    for (const entry of entries) settle(entry, settlement)
    return undefined
  },
})
