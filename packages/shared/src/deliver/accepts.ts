import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Signal } from '../model/signal.ts'
import type { UsableSink } from '../ports/sink.ts'
import { property } from '../primitives/attempt.ts'

/** Asks a sink whether it wants a signal; one that throws wants none. */
export const createAccepts =
  (debug: DebugChannel) =>
  (sink: UsableSink, signal: Signal): boolean => {
    try {
      return sink.accepts(signal)
    } catch (error) {
      const why = String(property(error, 'message'))
      debug.sayOnce('sinkFailed', `${sink.name}: accepts threw. ${why}`)
      return false
    }
  }
