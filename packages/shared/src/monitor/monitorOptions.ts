import type { DiagnosticListener } from '../diagnostics/debugChannel.ts'
import type { ScrubOptions } from '../enrich/scrub.ts'
import type { Contexts, Tags, User } from '../model/attributes.ts'
import type { Consent } from '../model/consent.ts'
import type { Severity } from '../model/severity.ts'
import type { SignalId, SignalKind } from '../model/signal.ts'
import type { Instrument } from '../ports/instrument.ts'
import type { Sink } from '../ports/sink.ts'
import type { Duration } from '../primitives/duration.ts'
import type { BeforeCapture } from './beforeCapture.ts'
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
  /**
   * Whether those whom signals are about have agreed. While it is `'pending'`, signals are held in
   * memory only, and nothing is stored or sent; `'denied'` captures nothing, and removes what an
   * earlier life has stored. `monitor.setConsent` changes it. Default: `'granted'`.
   */
  readonly consent?: Consent
  /** How what is counted and measured is gathered, before it is a signal. */
  readonly metrics?: MetricsOptions
  /** When signals travel together; a sink such as `http()` may want it otherwise. */
  readonly batch?: BatchOptions
  /**
   * How much is held while sinks are slow or down; each sink has as much. When it is full, metrics and
   * lesser logs go first; errors, feedback and check-ins last, and usage after them; of those the oldest. A
   * store on disk adds no room to it, but for usage, which waits there.
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
  /** Errors that are not wanted, by their type and message: a text that is in it, or an expression. */
  readonly ignoreErrors?: readonly (string | RegExp)[]
  /** Errors that are not wanted, by the file of the innermost call: those of somebody else's scripts. */
  readonly denyUrls?: readonly (string | RegExp)[]
  /** Where it is given, only errors from these files are wanted, and those without any. */
  readonly allowUrls?: readonly (string | RegExp)[]
  /** Errors and lines of a log that are less severe are not wanted. Default: all are. */
  readonly minSeverity?: Severity
  /**
   * Drops what browsers' extensions and scanners cause, and what harms nobody, by the list in
   * `docs/filters.md`. Default: `true`.
   */
  readonly dropNoise?: boolean
  /**
   * Drops an error that says the same as the one just before it, of the same scope and within a second.
   * Default: `true` in a browser; elsewhere `false`.
   */
  readonly dropRepeats?: boolean
  /**
   * How many errors are kept, so that a loop cannot use up a quota; `false`: all. Default: 300 a minute
   * in a browser, 30 of them of the same failure; elsewhere `false`.
   */
  readonly rateCap?: RateCapOptions | false
  /** Which share of the signals of a kind is kept, from 0 to 1. Default: all of each kind. */
  readonly sampleRates?: Readonly<Partial<Record<SignalKind, number>>>
  /**
   * Takes out what is private, as `docs/privacy.md` lists it, before a signal is kept anywhere; what is
   * given here adds to that or takes from it. `false` leaves everything as it is. Default: on.
   */
  readonly scrub?: ScrubOptions | false
  /**
   * How large a signal may be, as JSON; it is cut to that, and says what was. Default: 200,000 bytes; at
   * the least 64,000.
   */
  readonly maxSignalBytes?: number
  /**
   * Sees each signal as it is captured, scrubbed, before it is kept anywhere, and gives back what is to
   * be kept instead; nothing, where it is not wanted, which is booked as `dropped`. It must answer at
   * once, and its caller waits for it. Where it fails, the signal is kept as it was; so is what it
   * captures itself, which it is not shown.
   */
  readonly beforeCapture?: BeforeCapture
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

/**
 * How many errors are kept: so many at once, and then as many a minute, evenly. What is held back is
 * booked as `rateCapped`.
 */
export interface RateCapOptions {
  /** Of all. Default: 300. */
  readonly perMinute?: number
  /** Of the same failure. Default: 30. */
  readonly perFailure?: number
}

/** How what is counted and measured is gathered. */
export interface MetricsOptions {
  /**
   * How long; zero: until the next flush. What has not changed sends nothing. Default: `'10s'`; on the
   * edge, zero.
   */
  readonly interval?: Duration
  /**
   * The most different attributes of one name. Others are one series, with the attribute
   * `overflow: true`, and the debug channel names the metric. Default: 1,000; of all names, 5,000.
   */
  readonly maxSeries?: number
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
  /** Files that belong to it: ten at the most, each of a million characters or 750,000 bytes at the most. */
  readonly attachments?: readonly Attachment[]
}

/** A file that belongs to a failure, or to what a user says. A text is scrubbed, bytes are not. */
export interface Attachment {
  /** Of the file, without a path. */
  readonly name: string
  readonly content: string | Uint8Array
  /** Default: `'text/plain'`, of bytes `'application/octet-stream'`. */
  readonly contentType?: string
}

/** What a user says of the app. */
export interface Feedback {
  readonly message: string
  /** Whom to answer. Default: nobody; it is not filled in from whom the scope is about. */
  readonly name?: string
  /** Where to. */
  readonly email?: string
  /** The signal that it is about, as `captureError` has returned it. */
  readonly about?: SignalId | undefined
  /** The page where the user was. */
  readonly url?: string
  /** Files, such as a picture of the page: as many and as large as with any capture. */
  readonly attachments?: readonly Attachment[]
}

/** What a job that runs by a schedule says of itself. */
export interface CheckIn {
  /** That it has begun, or how it ended. */
  readonly status: 'inProgress' | 'ok' | 'error'
  /** Of a run that ended: what `checkIn` had returned as it began. */
  readonly begunBy?: SignalId | undefined
  /** How long it took. */
  readonly duration?: Duration
  /** When it is to run; where it is given, a backend that does not know the job yet learns it. */
  readonly schedule?: Schedule
}

/** When a job is to run, and when somebody should hear of it. Either `cron` or `every` is needed. */
export interface Schedule {
  /** When it is to run, as five fields of cron: `'0 3 * * *'`. */
  readonly cron?: string
  /** How long after each other the runs begin, in whole minutes: `'10m'`. */
  readonly every?: Duration
  /** Of which place the times of `cron` are: `'Europe/Berlin'`. Default: the backend's. */
  readonly timezone?: string
  /** How late it may be, in whole minutes. Default: the backend's. */
  readonly margin?: Duration
  /** How long it may run, in whole minutes. Default: the backend's. */
  readonly maxDuration?: Duration
  /** How many runs in a row have to fail before somebody is told. Default: the backend's. */
  readonly failuresToTell?: number
  /** How many in a row have to go well before it counts as mended. Default: the backend's. */
  readonly successesToMend?: number
}
