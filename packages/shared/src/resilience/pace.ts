import { type Milliseconds, milliseconds } from '../model/units.ts'
import type { BackoffOptions } from './backoff.ts'

/*
 * How a client paces what it sends to a sink that has failed. Its whole state is the gap: the longest
 * wait after a failure; zero while it runs freely. A success is followed by the next request at once,
 * but by one at a time, until the gap is gone or nothing is left to send.
 *
 * The clients of a sink that is back find together the load that it can take: what it refuses widens
 * their gaps, what it takes narrows them, and both balance where about one request in eight is refused:
 * where offered / capacity = 1 + ln(1 / narrowing) / ln(widening). `bench/herd` simulates a million of
 * them with this very code.
 */

const widening = 2
const narrowing = 0.9
/** A gap below this part of the first one is none. */
const least = 0.1
/** No server can ask for a longer wait than this by one answer: an hour. */
const longestAsked = 3_600_000

/**
 * The gap after a failure: twice what it was, within the options, and at least twice what the server
 * asked for, so that whatever is drawn from it is obedient.
 */
export const widenGap = (
  gap: Milliseconds,
  { baseDelay, maxDelay }: BackoffOptions,
  asked = 0,
): Milliseconds =>
  milliseconds(
    Math.max(
      Math.min(Math.max(baseDelay, gap * widening), maxDelay),
      Math.min(asked, longestAsked) * 2,
    ),
  )

/** The gap after a success; zero when the client may run freely again. */
export const narrowGap = (gap: Milliseconds, { baseDelay }: BackoffOptions): Milliseconds =>
  milliseconds(gap * narrowing < baseDelay * least ? 0 : gap * narrowing)

/**
 * How long to wait after a failure, with the gap that it led to: anything from half of the gap to all
 * of it. A server tells everybody the same delay, and clients that failed together wait alike: this
 * spreads their return, at fewer attempts than a wait that may be next to nothing.
 */
export const waitWithin = (gap: Milliseconds, random: () => number): Milliseconds =>
  milliseconds((gap * (1 + random())) / 2)
