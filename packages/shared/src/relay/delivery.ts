import { createOutbox, type Outbox } from '../deliver/outbox.ts'
import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Guard } from '../diagnostics/guard.ts'
import { createLedger } from '../diagnostics/ledger.ts'
import type { Stats } from '../model/stats.ts'
import { type StartedDelivery, startDelivery } from '../monitor/startDelivery.ts'
import type { Runtime } from '../ports/runtime.ts'
import type { UsableSink } from '../ports/sink.ts'
import { sizeOf } from '../primitives/sizeOf.ts'
import type { RelaySettings } from './readRelayOptions.ts'

/** An outbox and its ledger: what a monitor has behind its capture. */
export interface Delivery extends Pick<Outbox, 'acceptAll' | 'fullness'>, StartedDelivery {
  stats(): Stats
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
  const nothing = (): void => undefined
  const parts = { runtime, outbox, ledger, debug, guard, timeout: shutdownTimeout }
  return {
    acceptAll: outbox.acceptAll,
    fullness: outbox.fullness,
    stats: () => ledger.stats(outbox.pending),
    ...startDelivery({ ...parts, report: nothing, stop: nothing }),
  }
}
