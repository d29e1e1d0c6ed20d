import type { Milliseconds } from '../model/units.ts'
import type { BatchLimits } from '../ports/sink.ts'
import type { QueueLimits } from '../primitives/turns.ts'
import type { BackoffOptions } from '../resilience/backoff.ts'

/** How much a lane holds, and when it sends. */
export interface LaneSettings {
  readonly outbox: QueueLimits
  readonly batch: QueueLimits & { readonly maxAge: Milliseconds }
  readonly backoff: BackoffOptions
}

/** As a sink wants its batches; one that does not fit in the outbox would never be full. */
export const withBatch = (settings: LaneSettings, own: BatchLimits = {}): LaneSettings => {
  const batch = { ...settings.batch, ...own }
  const maxCount = Math.min(batch.maxCount, settings.outbox.maxCount)
  return { ...settings, batch: { ...batch, maxCount } }
}
