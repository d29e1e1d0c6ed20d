import type { Milliseconds, Monitor } from '@holdfast/shared'

/**
 * Delivers what an invocation has captured, waits for its background work, and closes its monitor:
 * all of it within one timeout, since a platform would cut off what takes longer, unseen.
 */
export const endInvocation = async (
  monitor: Monitor,
  backgroundWork: Promise<void>,
  timeout: Milliseconds,
): Promise<void> => {
  const start = performance.now()
  await Promise.all([monitor.flush(timeout), inTime(backgroundWork, timeout)])
  await monitor.close(Math.max(0, timeout - (performance.now() - start)))
}

const inTime = (work: Promise<void>, timeout: Milliseconds): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeout)
  })
  return Promise.race([work, deadline]).finally(() => clearTimeout(timer))
}
