import type { Lifecycle, Stop } from '@holdfast/shared'

/** Runs it in the last synchronous moment. */
export const onExit = (lifecycle: Lifecycle | undefined, work: () => void): Stop | undefined =>
  lifecycle?.onEnding((ending) => {
    if (ending === 'exit') work()
  })
