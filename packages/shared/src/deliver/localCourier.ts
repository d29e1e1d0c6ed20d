import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Signal } from '../model/signal.ts'
import type { LocalSink } from '../ports/sink.ts'
import { property } from '../primitives/attempt.ts'
import type { Courier } from './courier.ts'
import type { Ending, Settle } from './entry.ts'

interface LocalCourierParts {
  readonly sink: LocalSink
  readonly debug: DebugChannel
  readonly prepare: (signal: Signal) => Signal
  readonly settle: Settle
}

/** Hands signals to a sink of the same process. */
export const createLocalCourier = ({
  sink,
  debug,
  prepare,
  settle,
}: LocalCourierParts): Courier => ({
  carry: async (entries) => {
    let ending: Ending = 'delivered'
    try {
      sink.receive(entries.map((entry) => prepare(entry.signal)))
    } catch (error) {
      debug.say('sinkFailed', `${sink.name} threw: ${String(property(error, 'message'))}`)
      ending = 'sinkFailed'
    }
    for (const entry of entries) settle(entry, ending)
    return undefined
  },
})
