import type { MonitorOptions } from '@holdfast/shared'
import type { OutgoingOptions } from './outgoing/outgoingOptions.ts'
import type { IncomingOptions } from './requests/incomingOptions.ts'
import type { TerminationSignal } from './runtime/terminationSignals.ts'
import type { StoreOptions } from './spool/storeOptions.ts'

/** What a monitor in Node is made from. */
export interface NodeOptions extends MonitorOptions {
  /**
   * Keeps what is captured on disk until it is delivered: a process that is killed loses nothing
   * critical, and the next one, or a sibling, sends it. `false` keeps it in memory only. Where the
   * disk cannot be used, it is said once, counted, and done without. Default: on.
   */
  readonly store?: StoreOptions | false
  /**
   * Gives each request that a server of this process serves a scope of its own, counts and times it, and captures
   * what is thrown with it. `false` leaves servers alone. Default: on.
   */
  readonly incoming?: IncomingOptions | false
  /**
   * Tells of the calls that the app makes with `fetch`, `undici` and `node:http`: how long each took as a
   * metric, a breadcrumb in the scope of whoever made it, and with the error of one that failed, which
   * call it was. `false` leaves them alone. Default: on.
   */
  readonly outgoing?: OutgoingOptions | false
  /**
   * On these signals what is held is sent, for `shutdownTimeout` at most. Where your app listens to one,
   * it decides how the process ends, and is not waited for; where it does not, the process then dies of
   * the same signal. `false`: none. In the main thread only. Default: `['SIGTERM', 'SIGINT']`.
   */
  readonly terminationSignals?: readonly TerminationSignal[] | false
  /** Capture warnings of Node and of its packages, each once, as lines of the log. Default: `true`. */
  readonly warnings?: boolean
  /**
   * Capture, as lines of the log, that a child process or a worker thread ended badly: by the base name
   * of its program, its code and its signal. Default: `true`.
   */
  readonly childEnds?: boolean
  /**
   * The proxy on the way to every sink: `http://user:password@proxy.example.com:8080`, or an `https:` one.
   * `false`: none. Default: what `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` say.
   */
  readonly proxy?: string | false
  /**
   * How many lines of source code are told before and after the line of each call of the app's own: 20 at
   * most, or `false` for none at all. They are read from disk, by files of source code only, and
   * scrubbed. Default: `5`.
   */
  readonly sourceLines?: number | false
  /**
   * Whether maps of generated files, inside of them or beside them, are read to tell calls as they were
   * written. Not needed where Node runs with `--enable-source-maps`. Default: `false`.
   */
  readonly sourceMaps?: boolean
}
