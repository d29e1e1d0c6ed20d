import type { Attributes } from './attributes.ts'
import type { DebugImage, Exception } from './exception.ts'
import type { Resource } from './resource.ts'
import type { ScopeData } from './scope.ts'
import type { Severity } from './severity.ts'
import type { WallTime } from './units.ts'

declare const signalId: unique symbol

/** 32 lower-case hexadecimal digits; stays the same over retries, replays and restarts. */
export type SignalId = string & { readonly [signalId]: true }

interface SignalBase {
  readonly id: SignalId
  readonly time: WallTime
  readonly resource: Resource
  readonly scope: ScopeData
  /** What was cut so that the signal keeps to its size, in the order in which it went. */
  readonly cut?: readonly string[] | undefined
}

/** A failure. Without exceptions it is a message: a failure that was told, not thrown. */
export interface ErrorSignal extends SignalBase {
  readonly kind: 'error'
  readonly severity: Severity
  readonly message: string
  /** The value that was thrown, then what it names as its causes; each tells which one named it. */
  readonly exceptions: readonly Exception[]
  /** The builds that files of the stacks belong to. */
  readonly images?: readonly DebugImage[] | undefined
  /** How many of the same failure a rate cap has held back since the last one. */
  readonly heldBack?: number | undefined
}

/** Something that happened, and is no failure. */
export interface EventSignal extends SignalBase {
  readonly kind: 'event'
  /** What happened, in words that stay the same: `'policy.breaker'`. */
  readonly name: string
  readonly attributes: Attributes
}

/** How often something happened since the last signal of the same name and attributes. */
export interface MetricSignal extends SignalBase {
  readonly kind: 'metric'
  readonly type: 'counter'
  readonly name: string
  readonly value: number
  readonly attributes: Attributes
}

/** One captured fact. */
export type Signal = ErrorSignal | EventSignal | MetricSignal

/** A signal as who captures it tells it, before it is given an id, a time and a scope. */
export type Fact = Told<EventSignal> | Told<MetricSignal>

type Told<Kind extends Signal> = Omit<Kind, keyof SignalBase>

/** What kind of fact a signal is. */
export type SignalKind = Signal['kind']
