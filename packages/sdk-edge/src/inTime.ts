import type { Milliseconds } from '@holdfast/shared'

/** Resolves with the work, or when the time is up. */
export const inTime = (work: Promise<void>, timeout: Milliseconds): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeout)
  })
  return Promise.race([work, deadline]).finally(() => clearTimeout(timer))
}
