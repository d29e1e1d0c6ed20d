import type { SignalKind } from './signal.ts'
import type { Milliseconds } from './units.ts'

/** A server's wish to be left alone. */
export interface Limit {
  /** With what; `undefined` with everything. */
  readonly kinds?: readonly SignalKind[] | undefined
  readonly after: Milliseconds
}

interface OutcomeBase {
  /** What the server does not want to see for a while; it may say so with any answer. */
  readonly limits?: readonly Limit[]
}

/** What a server's answer means for the signals of the request. */
export type Outcome = OutcomeBase &
  (
    | { readonly type: 'delivered' }
    /** Try again, not before `after` where the server named a delay. */
    | { readonly type: 'retryable'; readonly after?: Milliseconds | undefined }
    /** The server asks for silence; nothing is wrong with the signals. */
    | { readonly type: 'limited'; readonly limits: readonly Limit[] }
    /** The request is over the server's limit: fewer signals at once may pass. */
    | { readonly type: 'tooLarge' }
    /** No retry can mend it. */
    | { readonly type: 'rejected' }
  )
