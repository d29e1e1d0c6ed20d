import type { DiagnosticListener } from '../diagnostics/debugChannel.ts'
import type { Contexts, Tags, User } from '../model/attributes.ts'
import type { Severity } from '../model/severity.ts'
import type { Instrument } from '../ports/instrument.ts'
import type { Sink } from '../ports/sink.ts'
import type { Duration } from '../primitives/duration.ts'
import type { BeforeDelivery } from './beforeDelivery.ts'

/** What a monitor is made from. Only `service` and `sinks` must be given. */
export interface MonitorOptions {
  /** The name of the program, as operators know it: `'checkout'`. */
  readonly service: string
  /** Where signals go; each sink is independent of the others. None is allowed: nothing is kept. */
  readonly sinks: readonly Sink[]
  /** Which build of the program this is: `'1.4.2'`, a commit. */
  readonly release?: string
  /** Where it runs: `'production'`, `'staging'`. */
  readonly environment?: string
  /** Put on every signal. */
  readonly tags?: Tags
  /** When signals travel together. */
  readonly batch?: BatchOptions
  /**
   * How much is held while sinks are slow or down; each sink has as much. When it is full, metrics go
   * first, then events, and errors last; of those the oldest. A store on disk adds no room to it.
   */
  readonly outbox?: OutboxOptions
  /** The waits between attempts at a sink that fails. What a server asks for is obeyed besides. */
  readonly retry?: RetryOptions
  /**
   * How long the SDK may hold up the end of a process to deliver what it holds, and how long `flush`
   * and `close` take at most when they are not told. Default: `'2s'`; on the edge, `'25s'`.
   */
  readonly shutdownTimeout?: Duration
  /**
   * Capture what nobody caught: uncaught exceptions and unhandled rejections. In the browser and in
   * Node; on the edge, `withMonitor` does it. Default: `true`.
   */
  readonly globalErrors?: boolean
  /**
   * Sees each signal before it is sent, off the path of whoever captured it, and gives back what is to
   * be sent instead; nothing, where it is not to be sent at all, which is booked as `dropped`. It may
   * take its time, five seconds at most. Where it fails, the signal is sent as it was. Each signal is
   * shown once, for all sinks, and again after a restart: a store keeps it as it was captured.
   */
  readonly beforeDelivery?: BeforeDelivery
  /** More that captures, beside what the package watches by itself. Default: none. */
  readonly instruments?: readonly Instrument[]
  /** Hears what the SDK has to say of itself; `true` prints it. Default: `false`. */
  readonly debug?: boolean | DiagnosticListener
}

/** When signals travel together. */
export interface BatchOptions {
  /** The most signals in one batch. Default: 30. */
  readonly maxCount?: number
  /** How long the first signal of a batch waits for others. Default: `'1s'`. */
  readonly maxAge?: Duration
}

/** How much is held for a sink, in memory. */
export interface OutboxOptions {
  /** The most signals held for a sink. Default: 10,000. */
  readonly maxCount?: number
  /** The most bytes held for a sink. Default: 8 MiB. */
  readonly maxBytes?: number
}

/** The waits between attempts: each is half of its bound to all of it, at random. 10 milliseconds at the least. */
export interface RetryOptions {
  /** The bound of the first wait; it doubles with each failure. Default: `'500ms'`. */
  readonly baseDelay?: Duration
  /**
   * The longest bound. Default: `'100s'`: after an outage, all that share a server return within it,
   * and it must be able to take them.
   */
  readonly maxDelay?: Duration
}

/** What one capture says on top of its scope. */
export interface CaptureOptions {
  readonly severity?: Severity
  readonly tags?: Tags
  readonly contexts?: Contexts
  readonly user?: User
}
