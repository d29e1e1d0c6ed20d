import type { Resource } from '../../model/resource.ts'
import type { ScopeData } from '../../model/scope.ts'
import type { Signal } from '../../model/signal.ts'
import type { WallTime } from '../../model/units.ts'

/** The body of a request, as `docs/wire-format.md` describes it. */
export interface WireBatch {
  readonly schema: 'holdfast/1'
  /** By the sender's clock, when this attempt was made: tells how wrong that clock is. */
  readonly sentAt: WallTime
  readonly resource: Resource
  readonly signals: readonly WireSignal[]
}

/** A signal without its resource, and with the facts of its scope beside its own. */
export type WireSignal = Omit<Signal, 'resource' | 'scope'> & ScopeData
