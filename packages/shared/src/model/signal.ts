import type { Exception } from './exception.ts'
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
}

/** A failure. Without exceptions it is a message: a failure that was told, not thrown. */
export interface ErrorSignal extends SignalBase {
  readonly kind: 'error'
  readonly severity: Severity
  readonly message: string
  /** The value that was thrown, then its cause, then the cause's cause. */
  readonly exceptions: readonly Exception[]
}

/** One captured fact. */
export type Signal = ErrorSignal

/** What kind of fact a signal is. */
export type SignalKind = Signal['kind']
