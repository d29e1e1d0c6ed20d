import type { Lifecycle, Stop } from '@holdfast/shared'

/**
 * Runs it in the last synchronous moment.
 *
 * @param prepare - runs when the host is told to end: it may be killed in this very tick.
 */
export const onExit = (
  lifecycle: Lifecycle | undefined,
  work: () => void,
  prepare?: () => void,
): Stop | undefined =>
  lifecycle?.onEnding((ending) => {
    if (ending === 'exit' || ending === 'kill') work()
    if (ending === 'term') prepare?.()
  })
