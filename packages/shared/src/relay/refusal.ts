/**
 * Why a relay does not take a request; each is counted under one of these.
 *
 * - `method`: it is neither a POST nor a preflight.
 * - `origin`: a page of an origin that is not allowed has sent it.
 * - `notAllowed`: the site's own `allow.request` does not want it.
 * - `unlisted`: its envelope is for a DSN that is not listed.
 * - `mediaType`, `encoding`: its body is of a type, or packed in a way, that the relay does not read.
 * - `tooLarge`: its body is over the limit, packed or unpacked, or holds too many signals.
 * - `rate`: too many came in too short a time, in all or from this client.
 * - `busy`: too much is under way, or the sinks are so far behind that there is no room.
 * - `slow`: its body did not come in time.
 * - `aborted`: its client went away.
 * - `unreadable`: its body is no UTF-8, no JSON, or is not packed as it says.
 * - `invalid`: its body is read, and is neither a batch nor an envelope.
 * - `consumed`: something before the relay has read the body and left nothing of it.
 * - `closed`: the relay was closed.
 * - `failed`: the relay itself failed.
 */
export type RefusalReason = keyof typeof refusals

/** With what each is answered. Those that may pass ask the client to come back. */
export const refusals = {
  method: 405,
  origin: 403,
  notAllowed: 403,
  unlisted: 403,
  mediaType: 415,
  encoding: 415,
  tooLarge: 413,
  rate: 429,
  busy: 503,
  slow: 408,
  aborted: 400,
  unreadable: 400,
  invalid: 400,
  consumed: 500,
  closed: 503,
  failed: 500,
} as const

/** A request that is not taken. */
export interface Refusal {
  readonly refused: RefusalReason
  /** In how many seconds the client may come back. */
  readonly retryAfter?: number
}

export const refuse = (refused: RefusalReason, retryAfter?: number): Refusal => ({
  refused,
  ...(retryAfter !== undefined && { retryAfter }),
})

export const isRefusal = (value: object): value is Refusal => 'refused' in value
