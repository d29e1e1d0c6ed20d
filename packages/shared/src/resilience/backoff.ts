import { type Milliseconds, milliseconds } from '../model/units.ts'

interface Bounds {
  readonly baseDelay: number
  readonly maxDelay: number
}

/** The bounds of the waits after failures. */
export interface BackoffOptions {
  /** The longest first wait. */
  readonly baseDelay: Milliseconds
  /** The longest wait of all. */
  readonly maxDelay: Milliseconds
}

/** How waits are spread, so that clients that failed together do not return together. */
export type Jitter = 'full' | 'decorrelated' | 'none'

/** The bound after `failures` failures: it doubles each time. */
const boundOf = (failures: number, { baseDelay, maxDelay }: Bounds): number =>
  Math.min(maxDelay, baseDelay * 2 ** Math.min(failures - 1, 50))

/**
 * How long to wait before the attempt after `failures` failures: anything from nothing to a bound
 * that doubles each time ("full jitter"), so that clients that failed together do not return
 * together.
 */
export const fullJitter = (
  failures: number,
  options: BackoffOptions,
  random: () => number,
): Milliseconds => milliseconds(random() * boundOf(failures, options))

/** How often it failed, and how long the wait before the last attempt was; 0 before the first. */
export interface Failed {
  readonly failures: number
  readonly previous: number
}

/** The next wait, of any jitter. */
export const backoff = (
  { failures, previous }: Failed,
  options: Bounds & { readonly jitter: Jitter },
  random: () => number,
): Milliseconds => {
  const { jitter, baseDelay, maxDelay } = options
  const bound = boundOf(failures, options)
  if (jitter === 'full') return milliseconds(random() * bound)
  if (jitter === 'none') return milliseconds(bound)
  // https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter
  const highest = Math.max(baseDelay, previous * 3)
  return milliseconds(Math.min(maxDelay, baseDelay + random() * (highest - baseDelay)))
}
