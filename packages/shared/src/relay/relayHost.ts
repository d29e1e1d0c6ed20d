import type { DiagnosticListener } from '../diagnostics/debugChannel.ts'
import type { NamedVersion } from '../model/resource.ts'
import type { Stop } from '../model/stop.ts'
import type { Runtime } from '../ports/runtime.ts'

/** Hears a body as it comes. After `onEnd` or `onFailed` it hears nothing more. */
export interface BodyListener {
  onBytes(bytes: Uint8Array): void
  onEnd(): void
  /** Its client went away, or something else has read it already. */
  onFailed(reason: 'aborted' | 'consumed'): void
}

/** A request, of whatever shape its host has. */
export interface RelayRequest {
  readonly method: string
  /** From the path on, or whole. */
  readonly url: string
  /** Of the other end of the connection, where the host knows it. */
  readonly address: string | undefined
  /** By lower-case name. */
  header(name: string): string | undefined
  /** Hands over the body until it is stopped; then the rest is not read. */
  readBody(listener: BodyListener): Stop
}

/** What a relay answers, for its host to write. */
export interface RelayAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Unpacks a body. It never gives more than `limit` bytes, and stops where there would be more. */
export type Unpack = (
  bytes: Uint8Array,
  encoding: string,
  limit: number,
) => Promise<Uint8Array | 'tooLarge' | 'unreadable'>

/** What a host adds to the parts of a relay. */
export interface RelayHost {
  readonly runtime: Runtime
  readonly sdk: NamedVersion
  readonly platform: NamedVersion
  /** Where the debug channel goes when `debug` is `true`. */
  readonly print: DiagnosticListener
  /** As text; `undefined` where the bytes are not UTF-8. A byte order mark is kept. */
  readonly decode: (bytes: Uint8Array) => string | undefined
  readonly unpack: Unpack
  /** The values of `content-encoding` that `unpack` reads. */
  readonly encodings: readonly string[]
  /**
   * Whether what is under way belongs to the request that began it, as on the edge: then each request
   * has an outbox of its own, which is flushed and closed behind its answer.
   */
  readonly isPerRequest: boolean
}

/** Begins work behind an answer, and keeps its host alive for it; where the host cannot, it begins none. */
export type KeepAlive = (begin: () => Promise<unknown>) => void
