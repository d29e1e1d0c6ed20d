import { createOutbox, type Outbox } from '../deliver/outbox.ts'
import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Guard } from '../diagnostics/guard.ts'
import { createLedger } from '../diagnostics/ledger.ts'
import type { FlushResult, Stats } from '../model/stats.ts'
import type { Milliseconds } from '../model/units.ts'
import { startEndings } from '../monitor/startEndings.ts'
import type { Runtime } from '../ports/runtime.ts'
import type { UsableSink } from '../ports/sink.ts'
import { sizeOf } from '../primitives/sizeOf.ts'
import type { RelaySettings } from './readRelayOptions.ts'

/** An outbox and its ledger: what a monitor has behind its capture. */
export interface Delivery extends Pick<Outbox, 'acceptAll' | 'fullness'> {
  stats(): Stats
  flush(timeout?: Milliseconds): Promise<FlushResult>
  close(timeout?: Milliseconds): Promise<FlushResult>
}

interface DeliveryParts {
  readonly runtime: Runtime
  readonly debug: DebugChannel
  readonly guard: Guard
  readonly sinks: readonly UsableSink[]
}

export const createDelivery = (
  { delivery, shutdownTimeout }: RelaySettings,
  { runtime, debug, guard, sinks }: DeliveryParts,
): Delivery => {
  const ledger = createLedger(sinks.map(({ name }) => name))
  const outbox = createOutbox({
    sinks,
    runtime,
    ledger,
    debug,
    // What comes has been prepared where it was captured.
    prepare: (signal) => signal,
    measure: sizeOf,
    settings: delivery,
    consent: 'granted',
  })
  const endings = { runtime, outbox, ledger, guard, report: () => undefined }
  const stopEndings = guard('startEndings', () =>
    startEndings({ ...endings, timeout: shutdownTimeout }),
  )
  void outbox.recover().catch(() => debug.sayOnce('recoverFailed', 'The store could not be read.'))

  const flush: Delivery['flush'] = (timeout = shutdownTimeout) => outbox.flush(timeout)
  return {
    acceptAll: outbox.acceptAll,
    fullness: outbox.fullness,
    stats: () => ledger.stats(outbox.pending),
    flush,
    close: async (timeout) => {
      const { delivered, lost, pending } = await flush(timeout)
      guard('close', () => stopEndings?.())
      outbox.close()
      guard('close', () => runtime.transport.close?.())
      return { delivered, lost: lost + pending, pending: 0 }
    },
  }
}
