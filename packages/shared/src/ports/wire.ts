import type { SignalId } from '../model/signal.ts'

/** One HTTP POST, and the signals that it carries. */
export interface WireRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
  readonly ids: readonly SignalId[]
}

/** What came back: an answer, or none. Failure is a value here, never an exception. */
export type WireResponse = WireAnswer | { readonly type: 'noAnswer'; readonly reason: string }

/** What a server answered. */
export interface WireAnswer {
  readonly type: 'answer'
  readonly status: number
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
}
