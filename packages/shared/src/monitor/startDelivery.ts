import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { FlushResult } from '../model/stats.ts'
import type { Stop } from '../model/stop.ts'
import { milliseconds } from '../model/units.ts'
import { type Duration, parseDuration } from '../primitives/duration.ts'
import { type EndingParts, startEndings } from './startEndings.ts'

interface DeliveryParts extends EndingParts {
  readonly debug: DebugChannel
  /** Ends what captures, once all that it had is flushed. */
  readonly stop: Stop
}

/** What is not told how long it may take has `timeout`. */
export interface StartedDelivery {
  flush(longest?: Duration): Promise<FlushResult>
  close(longest?: Duration): Promise<FlushResult>
}

/** Delivers what the outbox holds at each ending of the host, on demand, and for the last time. */
export const startDelivery = (parts: DeliveryParts): StartedDelivery => {
  const { runtime, outbox, debug, guard, report, stop, timeout } = parts
  const stopEndings = guard('startEndings', () => startEndings(parts))
  void outbox.recover().catch(() => debug.sayOnce('recoverFailed', 'The store could not be read.'))

  const flush: StartedDelivery['flush'] = (longest) => {
    report()
    return outbox.flush(milliseconds(parseDuration(longest) ?? timeout))
  }
  return {
    flush,
    close: async (longest) => {
      const { delivered, lost, pending } = await flush(longest)
      guard('close', () => stopEndings?.())
      // What came meanwhile is not forgotten: it is booked, or stored.
      report()
      stop()
      outbox.close()
      guard('close', () => runtime.transport.close?.())
      return { delivered, lost: lost + pending, pending: 0 }
    },
  }
}
