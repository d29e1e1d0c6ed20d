import type { Loss } from '../../model/lossReason.ts'
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
  /** What this sink has lost since it last told of it; absent where nothing is. */
  readonly losses?: readonly Loss[]
}

/** A signal without its resource, and with the facts of its scope beside its own. */
export type WireSignal = Plain<Signal>

/** Of each kind on its own: the members that only one kind has are kept. */
type Plain<Kind extends Signal> = Kind extends Signal
  ? Omit<Kind, 'resource' | 'scope'> & ScopeData
  : never
