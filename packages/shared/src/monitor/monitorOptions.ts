import type { DiagnosticListener } from '../diagnostics/debugChannel.ts'
import type { Contexts, Tags, User } from '../model/attributes.ts'
import type { Severity } from '../model/severity.ts'
import type { Sink } from '../ports/sink.ts'
import type { Duration } from '../primitives/duration.ts'

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
  /** How much is held while sinks are slow or down; each sink has as much. */
  readonly outbox?: OutboxOptions
  /** The waits between attempts at a sink that fails. */
  readonly retry?: RetryOptions
  /**
   * How long the SDK may hold up the end of a process to deliver what it holds, and how long `flush`
   * and `close` take when they are not told. Default: `'2s'`; on the edge, `'25s'`.
   */
  readonly shutdownTimeout?: Duration
  /**
   * Capture what nobody caught: uncaught exceptions and unhandled rejections. In the browser and in
   * Node; on the edge, `withMonitor` does it. Default: `true`.
   */
  readonly globalErrors?: boolean
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

/** How much is held for a sink. */
export interface OutboxOptions {
  /** The most signals held for a sink. Default: 10,000. */
  readonly maxCount?: number
  /** The most bytes held for a sink. Default: 8 MiB. */
  readonly maxBytes?: number
}

/** The waits between attempts, by full jitter; each is 10 milliseconds at the least. */
export interface RetryOptions {
  /** The longest wait before the second attempt; the bound doubles with each. Default: `'500ms'`. */
  readonly baseDelay?: Duration
  /** The longest wait of all. Default: `'30s'`. */
  readonly maxDelay?: Duration
}

/** What one capture says on top of its scope. */
export interface CaptureOptions {
  readonly severity?: Severity
  readonly tags?: Tags
  readonly contexts?: Contexts
  readonly user?: User
}
