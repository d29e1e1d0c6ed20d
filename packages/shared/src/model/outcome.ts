import type { Milliseconds } from './units.ts'

/** What a server's answer means for the signals of the request. */
export type Outcome =
  | { readonly type: 'delivered' }
  /** Try again, not before `after` where the server named a delay. */
  | { readonly type: 'retryable'; readonly after?: Milliseconds }
  /** The server asks for silence; nothing is wrong with the signals. */
  | { readonly type: 'limited'; readonly after: Milliseconds }
  /** The request is over the server's limit: fewer signals at once may pass. */
  | { readonly type: 'tooLarge' }
  /** No retry can mend it. */
  | { readonly type: 'rejected' }
