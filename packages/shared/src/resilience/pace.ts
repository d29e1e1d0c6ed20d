import { type Milliseconds, milliseconds } from '../model/units.ts'
import type { BackoffOptions } from './backoff.ts'

/*
 * How a client paces what it sends to a sink that has failed. Its whole state is the gap: the longest
 * wait before it tries again; zero while it runs freely. A million clients of one sink, each with a
 * gap of its own, find together the load that the sink can take: what it refuses widens gaps, what it
 * takes narrows them, and both balance where it refuses about one request in eight
 * (1 - 1 / (1 + ln(1 / narrowing) / ln(widening))). `bench/herd` simulates it with this very code.
 */

const widening = 2
const narrowing = 0.9
/** After a success the next request comes this much sooner than after a failure. */
const eagerness = 0.1
/** A gap below this part of the first one is none. */
const least = 0.1
/** No server can ask for a longer wait than this by one answer: an hour. */
const longestAsked = 3_600_000

const clampAsked = (asked: number): number => Math.min(Math.max(asked, 0), longestAsked)

/** The gap after a failure. `asked` is the wait that the server asked for, if it did. */
export const widenGap = (
  gap: Milliseconds,
  { baseDelay, maxDelay }: BackoffOptions,
  asked: Milliseconds = milliseconds(0),
): Milliseconds =>
  milliseconds(Math.min(Math.max(baseDelay, gap * widening, clampAsked(asked)), maxDelay))

/** The gap after a success: zero when the client runs freely again. */
export const narrowGap = (gap: Milliseconds, { baseDelay }: BackoffOptions): Milliseconds =>
  milliseconds(gap * narrowing < baseDelay * least ? 0 : gap * narrowing)

/**
 * How long to wait after a failure, with the gap that it led to. A server tells the same delay to
 * everybody: the jitter on top of it spreads the return.
 */
export const waitAfterFailure = (
  gap: Milliseconds,
  random: () => number,
  asked: Milliseconds = milliseconds(0),
): Milliseconds => milliseconds(clampAsked(asked) + random() * gap)

/** How long to wait after a success, with the gap that it led to: nothing when there is none. */
export const waitAfterSuccess = (gap: Milliseconds, random: () => number): Milliseconds =>
  milliseconds(random() * gap * eagerness)
