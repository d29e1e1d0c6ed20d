import type { Attributes } from '../model/attributes.ts'
import type { BreadcrumbFacts } from '../model/breadcrumb.ts'
import type { Consent } from '../model/consent.ts'
import type { Scope } from '../model/scope.ts'
import type { Severity } from '../model/severity.ts'
import type { SignalId } from '../model/signal.ts'
import type { FlushResult, Stats } from '../model/stats.ts'
import type { Metering } from '../ports/metering.ts'
import type { Duration } from '../primitives/duration.ts'
import type { CheckIns } from './createCheckIns.ts'
import type { Policies } from './createPolicies.ts'
import type { CaptureOptions, Feedback } from './monitorOptions.ts'
import type { Usage } from './usage.ts'

/** What an app holds. Nothing is ever thrown into the app but what its own functions throw. */
export interface Monitor extends Metering {
  /**
   * Captures anything that was thrown, with its chain of causes. An error object that was captured
   * before counts once.
   *
   * @returns the id of the signal, to be shown to a user; `undefined` for a repeat, for one that is
   *   held back, by a filter for example, or without consent.
   */
  captureError(error: unknown, options?: CaptureOptions): SignalId | undefined
  /** Captures a failure that was not thrown. Its severity is `info` unless another is given. */
  captureMessage(message: string, options?: CaptureOptions): SignalId | undefined
  /** Captures what a user says of the app. */
  captureFeedback(
    feedback: Feedback,
    options?: Omit<CaptureOptions, 'severity' | 'attachments'>,
  ): SignalId | undefined
  /** Captures lines of a log: `monitor.log.info('order placed', { orderId })`. */
  readonly log: Log
  /**
   * Notes what happened before a failure, in the current scope, or else for all of the program: on a
   * server, do so within `withScope`.
   */
  addBreadcrumb(breadcrumb: BreadcrumbFacts): void
  /**
   * Says whether those whom signals are about have agreed; until then, the option `consent` holds.
   * Once `granted`, what was held is kept and sent. Once `denied`, what is held goes, from a store
   * too, booked as lost: `noConsent`. A request that is under way is not recalled, and what is in it
   * is settled by its answer. Any other value is taken for `pending`.
   */
  setConsent(consent: Consent): void
  /**
   * Gives up every signal that is held and whose user has this id, in memory and in a store, with what
   * earlier lives left there; booked as lost: `forgotten`. It does not reach what was sent, a request
   * that is under way, what another process that lives has stored, or the scopes that the app holds.
   * A signal is found by its user as captured, whatever `beforeDelivery` has made of that. It does not
   * reject: where a disk fails, what could be erased there is, and the debug channel alone tells of it.
   *
   * @returns how many signals were held, those in a request under way among them; not what a store was
   *   handing over at that very moment, which goes as it arrives.
   */
  forget(userId: string): Promise<number>
  /**
   * Calls `fn` with a scope of its own, which starts as a copy of the current one. What `fn` captures
   * carries it; what `fn` returns or throws is passed on.
   *
   * In Node it lasts over everything that `fn` starts, awaited or not. In a browser and on the edge
   * it ends when `fn` returns, so that no other code that runs meanwhile can inherit it.
   */
  withScope<Result>(fn: (scope: Scope) => Result): Result
  /** The ledger: what became of every signal, and what the store could not do. */
  stats(): Stats
  /**
   * Delivers what is held now. It resolves when all of it is settled, or when the time is up; what is
   * then pending is still held, and still sent later. Default: the option `shutdownTimeout`.
   */
  flush(timeout?: Duration): Promise<FlushResult>
  /**
   * Flushes, then stops for good. What could not be delivered is booked as lost: `closed`. Where a
   * store outlives the monitor, as in Node by default, the next one recovers it.
   */
  close(timeout?: Duration): Promise<FlushResult>
}

/**
 * A function for each severity. A line carries the user, the tags and the trace of the current scope,
 * and the attributes that it is given.
 */
export type Log = Readonly<Record<Severity, (message: string, attributes?: Attributes) => void>>

/** A monitor of where jobs run and what is to be billed is used: that of Node, and of the edge. */
export interface ServerMonitor extends Monitor, Pick<CheckIns, 'checkIn'>, Usage {}

/** A monitor that protects the app's own calls as well: that of Node. Elsewhere, import `policies`. */
export interface GuardingMonitor extends ServerMonitor, Pick<Policies, 'policy'> {}

/** A monitor of a page, which is about one user at a time: that of browsers. */
export interface PageMonitor extends Monitor {
  /** What is set here, its user for example, is on all that is captured from then on. */
  readonly page: Scope
}
