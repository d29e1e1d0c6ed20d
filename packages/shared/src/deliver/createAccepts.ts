import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Signal } from '../model/signal.ts'
import type { UsableSink } from '../ports/sink.ts'

export type Accepts = (sink: UsableSink, signal: Signal) => boolean

/** Asks sinks what they take: one that throws takes nothing. */
export const createAccepts =
  (debug: DebugChannel): Accepts =>
  (sink, signal) => {
    try {
      return sink.accepts(signal)
    } catch (error) {
      debug.sayOnce('sinkFailed', `${sink.name}: accepts threw`, error)
      return false
    }
  }
