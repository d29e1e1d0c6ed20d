import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { LocalSink } from '../ports/sink.ts'
import { property } from '../primitives/attempt.ts'
import type { Courier } from './courier.ts'
import type { Prepare, Settle, Settlement } from './entry.ts'
import { prepareAll } from './prepareAll.ts'

interface LocalCourierParts {
  readonly sink: LocalSink
  readonly debug: DebugChannel
  readonly prepare: Prepare
  readonly settle: Settle
}

/** Hands signals to a sink of the same process. */
export const createLocalCourier = (parts: LocalCourierParts): Courier => {
  const { sink, debug, prepare, settle } = parts
  return {
    carry: async (all) => {
      const prepared = prepareAll(all, prepare, settle)
      const entries = prepared instanceof Promise ? await prepared : prepared
      let settlement: Settlement = 'delivered'
      try {
        await sink.receive(entries.map(({ signal }) => signal))
      } catch (error) {
        debug.sayOnce('sinkFailed', `${sink.name} threw: ${String(property(error, 'message'))}`)
        settlement = 'sinkFailed'
      }
      for (const entry of entries) settle(entry, settlement)
      return []
    },
  }
}
