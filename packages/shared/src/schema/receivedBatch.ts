import type { Attributes } from '../model/attributes.ts'
import type { Breadcrumb } from '../model/breadcrumb.ts'
import type { DebugImage, Exception } from '../model/exception.ts'
import type { Loss } from '../model/lossReason.ts'
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
  /** What the sender has lost of what was meant for you, since it last told. */
  readonly losses?: readonly Loss[]
}

/** A signal, with the facts of its scope. */
export type ReceivedSignal = ReceivedError | ReceivedEvent | ReceivedMetric

interface ReceivedBase extends Omit<ScopeData, 'breadcrumbs'> {
  /** The same over retries and restarts: what to drop repeats by. */
  readonly id: string
  /** Milliseconds since 1970, by the sender's clock. */
  readonly time: number
  /** What happened before, oldest first. */
  readonly breadcrumbs?: readonly ReceivedBreadcrumb[] | undefined
  /** What was cut so that the signal keeps to its size, in the order in which it went. */
  readonly cut?: readonly string[] | undefined
}

/** A breadcrumb, with a plain number for its time: milliseconds since 1970, by the sender's clock. */
export interface ReceivedBreadcrumb extends Omit<Breadcrumb, 'time'> {
  readonly time: number
}

/** A failure. */
export interface ReceivedError extends ReceivedBase {
  readonly kind: 'error'
  readonly severity: Severity
  readonly message: string
  readonly exceptions: readonly Exception[]
  /** The builds that files of the stacks belong to. */
  readonly images?: readonly DebugImage[] | undefined
  /** How many of the same failure a rate cap has held back since the last one. */
  readonly heldBack?: number | undefined
}

/** Something that happened, and is no failure. */
export interface ReceivedEvent extends ReceivedBase {
  readonly kind: 'event'
  readonly name: string
  readonly attributes: Attributes
}

/** How often something happened since the last signal of the same name and attributes. */
export interface ReceivedMetric extends ReceivedBase {
  readonly kind: 'metric'
  readonly type: 'counter'
  readonly name: string
  readonly value: number
  readonly attributes: Attributes
}
