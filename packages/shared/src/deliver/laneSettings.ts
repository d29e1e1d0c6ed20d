import type { Milliseconds } from '../model/units.ts'
import type { QueueLimits } from '../primitives/turns.ts'
import type { BackoffOptions } from '../resilience/backoff.ts'

/** How much a lane holds, and when it sends. */
export interface LaneSettings {
  readonly outbox: QueueLimits
  readonly batch: QueueLimits & { readonly maxAge: Milliseconds }
  readonly backoff: BackoffOptions
}
