import { type Milliseconds, milliseconds } from '../model/units.ts'

/** The waits between the attempts at a sink that fails. */
export interface BackoffOptions {
  /** The longest first wait. */
  readonly baseDelay: Milliseconds
  /** The longest wait of all. */
  readonly maxDelay: Milliseconds
}

/**
 * How long to wait before the attempt after `failures` failures: anything from nothing to a bound
 * that doubles each time ("full jitter"), so that clients that failed together do not return
 * together.
 */
export const fullJitter = (
  failures: number,
  { baseDelay, maxDelay }: BackoffOptions,
  random: () => number,
): Milliseconds =>
  milliseconds(random() * Math.min(maxDelay, baseDelay * 2 ** Math.min(failures - 1, 50)))
