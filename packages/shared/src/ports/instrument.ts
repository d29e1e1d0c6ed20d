import type { Contexts } from '../model/attributes.ts'
import type { Mechanism } from '../model/exception.ts'
import type { Scope } from '../model/scope.ts'
import type { Severity } from '../model/severity.ts'
import type { Fact, SignalId } from '../model/signal.ts'
import type { Stats, StoreTally } from '../model/stats.ts'
import type { Stop } from '../model/stop.ts'
import type { Metering } from './metering.ts'

/** What an instrument may do with what it sees. It never throws. */
export interface Capture {
  captureError(thrown: unknown, mechanism: Mechanism, how?: { readonly severity: Severity }): void
  /** Gives its id, which may be told with it; nothing where it is held back. */
  captureFact(fact: Fact & { readonly id?: SignalId }): SignalId | undefined
  /** What is to be told with this error, should it be captured. */
  explain(thrown: unknown, contexts: Contexts): void
  /** Has all that is gathered by instruments captured now. */
  report(): void
  /** The ledger, as it stands. */
  stats(): Stats
}

/** What the monitor's own parts may know of it, and say for it. */
export interface Oversight {
  /** What the monitor calls whoever is told this. */
  readonly name: string
  /** Whether nothing may be captured at all. */
  isDenied(): boolean
  /** Whether what is captured may lie in a store. */
  mayKeep(): boolean
  /** On the debug channel, once. */
  say(code: string, text: string, error?: unknown): void
  noteStore(what: keyof StoreTally, count: number): void
}

/** What they may do besides. */
export interface Interior extends Oversight {
  /** As the app counts and measures, by the monitor. */
  readonly metering: Metering
  /** A scope that begins with what holds for all of the program. */
  openScope(): Scope
}

/** Watches one facility of a host. */
export interface Instrument {
  readonly name: string
  start(capture: Capture, interior?: Interior): Stop
  /** Captures by this what it has gathered: what its monitor holds is about to be flushed. */
  report?(capture: Capture): void
}
