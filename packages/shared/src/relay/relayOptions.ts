import type { DiagnosticListener } from '../diagnostics/debugChannel.ts'
import type { BatchOptions, OutboxOptions, RetryOptions } from '../monitor/monitorOptions.ts'
import type { Sink } from '../ports/sink.ts'
import type { Duration } from '../primitives/duration.ts'
import type { ClientIp } from './hideAddresses.ts'

/** What a relay is made from. `service`, and `sinks` or `forwardTo`, must be given. */
export interface RelayOptions {
  /**
   * The name of the site, as operators know it. On disk, what is accepted lies in a folder by it: two
   * sites on one machine need two names.
   */
  readonly service: string
  /** Where the signals of batches (`holdfast/1`) go. Default: to Sentry, at each of `forwardTo`. */
  readonly sinks?: readonly Sink[]
  /**
   * The DSNs that Sentry's envelopes are forwarded to: each to the one that it names, and none to any
   * other. Default: none, and envelopes are refused.
   */
  readonly forwardTo?: readonly string[]
  /** Whose requests are taken. Default: those of the relay's own origin, and those without any. */
  readonly allow?: AllowOptions
  /** The most bytes of a body, packed and unpacked. Default: 1 MiB. */
  readonly maxBytes?: number
  /** The most bytes of all bodies that are being read. Default: 32 MiB. */
  readonly maxHeldBytes?: number
  /** The most requests that are being read. Default: 1,000. */
  readonly maxRequests?: number
  /** How long a body may take to come. Default: `'10s'`. */
  readonly bodyTimeout?: Duration
  /** How many requests are taken; `false`: all. Default: 60,000 a minute, of one client 600. */
  readonly rate?: RelayRateOptions | false
  /**
   * What becomes of the addresses of clients. `'drop'`: they go nowhere, and are taken out of Sentry's
   * envelopes. `'mask'`: what is left of them, without the last octet or the last 80 bits, stays in
   * envelopes and is passed on with them as `X-Forwarded-For`. Default: `'drop'`.
   */
  readonly clientIp?: ClientIp
  /**
   * A header in which your own proxy tells the address of the client. Default: none, for anybody can
   * write one: then it is the other end of the connection, where the host tells it.
   */
  readonly trust?: TrustOptions | false
  /** When signals travel together. */
  readonly batch?: BatchOptions
  /** How much is held while sinks are slow or down; each sink has as much. */
  readonly outbox?: OutboxOptions
  /** The waits between attempts at a sink that fails. */
  readonly retry?: RetryOptions
  /** How long the end of a process is held up, and `flush` and `close` take. Default: `'2s'`; on the edge, `'25s'`. */
  readonly shutdownTimeout?: Duration
  /** Hears what the relay has to say of itself; `true` prints it. Default: `false`. */
  readonly debug?: boolean | DiagnosticListener
}

/** Whose requests are taken. None of it is a secret: what is no browser can claim to be any. */
export interface AllowOptions {
  /**
   * Origins of pages, each in full: `'https://shop.example'`; `'null'` for pages without any. `'*'`
   * allows all. Default: none besides the relay's own.
   */
  readonly origins?: readonly string[] | '*'
  /** Whether pages of the host that the request was sent to are allowed. Default: `true`. */
  readonly sameOrigin?: boolean
  /** Whether requests that name no origin are: browsers name one with every POST. Default: `true`. */
  readonly withoutOrigin?: boolean
  /** The types of items that envelopes may hold. Default: those that Sentry's SDKs for pages send. */
  readonly items?: readonly string[]
  /** Has the last word, before the body is read. Where it throws, the request is not taken. Default: none. */
  readonly request?: (facts: RequestFacts) => boolean
}

/** What is known of a request before its body is read. */
export interface RequestFacts {
  /** From the path on, or whole, as the host tells it. */
  readonly url: string
  /** Of the client, as far as it is known. */
  readonly address: string | undefined
  /** By lower-case name. */
  header(name: string): string | undefined
}

/** How many requests are taken: so many at once, and then as many a minute, evenly. */
export interface RelayRateOptions {
  /** Of all clients. Default: 60,000. */
  readonly perMinute?: number
  /** Of one client, where its address is known; of IPv6, of one network of 64 bits. Default: 600. */
  readonly perClient?: number
}

/** Where a proxy of yours tells the address of the client. */
export interface TrustOptions {
  /** `'x-forwarded-for'`, `'cf-connecting-ip'`. */
  readonly header: string
  /** Which entry of a list it is, from its end: how many proxies of yours append to it. Default: 1. */
  readonly hops?: number
}
