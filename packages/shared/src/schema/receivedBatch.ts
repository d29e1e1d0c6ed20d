import type { Exception } from '../model/exception.ts'
import type { Resource } from '../model/resource.ts'
import type { ScopeData } from '../model/scope.ts'
import type { Severity } from '../model/severity.ts'

/** A batch as a receiver has it: the same as was sent, with plain numbers for the units. */
export interface ReceivedBatch {
  readonly schema: 'holdfast/1'
  /** Milliseconds since 1970, by the sender's clock, when this attempt was made. */
  readonly sentAt: number
  readonly resource: Resource
  readonly signals: readonly ReceivedSignal[]
}

/** A failure, with the facts of its scope. */
export interface ReceivedSignal extends ScopeData {
  /** The same over retries and restarts: what to drop repeats by. */
  readonly id: string
  readonly kind: 'error'
  /** Milliseconds since 1970, by the sender's clock. */
  readonly time: number
  readonly severity: Severity
  readonly message: string
  readonly exceptions: readonly Exception[]
}
