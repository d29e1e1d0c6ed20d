import type { Loss } from '../../model/lossReason.ts'
import type { Signal, SignalKind } from '../../model/signal.ts'
import type { Duration } from '../../primitives/duration.ts'

/** Headers by their names. */
export type HttpHeaders = Readonly<Record<string, string>>

/** What `http()` is made from. */
export interface HttpOptions<Kind extends SignalKind = SignalKind> {
  /**
   * Where requests are posted: `http:` or `https:`, or in a page a path of its own host. It may hold a
   * key; no message ever tells it.
   */
  readonly url: string
  /**
   * Sent with each request, such as an `authorization`; they win over all others. A function is asked
   * before each attempt and may take its time, ten seconds at most: where it throws, rejects, takes
   * longer or gives no headers, the attempt has failed, and another one follows. Default: none.
   */
  readonly headers?: HttpHeaders | (() => HttpHeaders | PromiseLike<HttpHeaders>)
  /** Names the sink in the ledger. Default: `'http'`. */
  readonly name?: string
  /** Which kinds of signals the endpoint takes. Default: all. */
  readonly kinds?: readonly Kind[]
  /** Of these kinds, which signals it takes. It must answer at once. Default: all. */
  readonly accepts?: (signal: SignalOf<Kind>) => boolean
  /** `'json'` or `'ndjson'`, as `docs/wire-format.md` describes them. Default: `'json'`. */
  readonly format?: 'json' | 'ndjson'
  /** Speaks the format of the endpoint, in the place of `format`. Default: none. */
  readonly encode?: HttpEncode<Kind>
  /**
   * Packs texts of 1,024 characters or more by gzip, where the host can. A server that refuses a
   * packed body (400, 415) gets it plain, and so all that follows. Default: `false`.
   */
  readonly compress?: boolean
  /** When signals travel together, where it is to be otherwise than by the options of the monitor. */
  readonly batch?: HttpBatchOptions
}

/** When signals travel together to one endpoint. What is absent is as the monitor's options have it. */
export interface HttpBatchOptions {
  /** The most signals in one batch. Default: the monitor's `batch.maxCount`, 30. */
  readonly maxCount?: number
  /** About the most bytes of signals in one batch. Default: 512 KiB; in a browser, 24 KiB. */
  readonly maxBytes?: number
  /** How long the first signal of a batch waits for others. Default: the monitor's `batch.maxAge`, `'1s'`. */
  readonly maxAge?: Duration
}

/** The signals of a kind. */
export type SignalOf<Kind extends SignalKind> = Extract<Signal, { readonly kind: Kind }>

/**
 * Makes of signals what an endpoint takes: a text, bytes, a request, or some of them. It must answer at
 * once, and the same for the same signals. Where it throws, that costs the signals only that it throws on:
 * `sinkFailed`, as for signals that it leaves out; those that are not wanted are for `kinds` and `accepts`.
 */
export type HttpEncode<Kind extends SignalKind = SignalKind> = (
  signals: readonly SignalOf<Kind>[],
  info: HttpInfo,
) => string | Uint8Array | HttpRequest | readonly HttpRequest[]

/** What there is to tell besides signals. */
export interface HttpInfo {
  /** Milliseconds since 1970, by the sender's clock, when this attempt is made. */
  readonly sentAt: number
  /** What this sink has lost and its endpoint was not told of. It is free to tell it. */
  readonly losses: readonly Loss[]
}

/** One POST to an endpoint. */
export interface HttpRequest {
  /** A text or bytes as they are; any other value as JSON, with the `content-type` of that. */
  readonly body: string | Uint8Array | object
  readonly headers?: HttpHeaders
  /** Default: the `url` of the sink. */
  readonly url?: string
  /** The signals whose fate hangs on it; of two that name one, the first. Default: all. */
  readonly signals?: readonly Signal[]
}
