import type { MonotonicTime, Scope } from '@holdfast/shared'

/** As much of a request as is asked for: what Node's `http` and `http2` hand to a server is such. */
export interface RequestMessage {
  readonly method?: string | undefined
  /** The path and the query, as they came. */
  readonly url?: string | undefined
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Of `http2`: the stream that it came by. */
  readonly stream?: unknown
}

/** As much of an answer as is asked for, where the client has left before its end. */
export interface Answer {
  readonly statusCode: number
  readonly headersSent: boolean
}

/** The template of a path; or what tells it once it is asked, where it is not known before. */
export type Route = string | (() => string | undefined)

/** One request, from its first word to the end of its answer. */
export interface Exchange {
  readonly message: RequestMessage
  readonly started: MonotonicTime
  /** Whether it is counted and timed. */
  readonly isMeasured: boolean
  /** Where it is known, and until it has ended. */
  answer: Answer | undefined
  /** What is made only once it is asked for. */
  route: Route | undefined
  id: string | undefined
  scope: Scope | undefined
  served: ServedRequest | undefined
  hasEnded: boolean
}

/** How an exchange ended. */
export interface Ending {
  /** Of the answer; absent where there was none. */
  readonly status?: number | undefined
  /** Why there was none, in a word. */
  readonly error?: string | undefined
  /** Of the bodies, where they are known. */
  readonly bytesIn?: number | undefined
  readonly bytesOut?: number | undefined
}

/** A request that is being served. */
export interface ServedRequest {
  /** As its header `x-request-id` says; one of our own where it says nothing, or nothing fit to be told. */
  readonly id: string
  /** What is set here, its user for example, is on all that is captured while it is served. */
  readonly scope: Scope
  /**
   * Names what serves it: the template of its path, `/users/:id`, and never the path itself, of which there are too
   * many. Metrics and errors are told by it. The last word counts.
   *
   * @param route - or a function that knows it later: it is asked at each error, and at the end.
   */
  setRoute(route: Route): void
  /** Captures what its handler threw; an error that was captured before counts once, whoever captured it. */
  captureError(error: unknown): void
  /** Calls `fn` as part of it: for callbacks to which Node's context does not reach. */
  run<Result>(fn: () => Result): Result
}
