import type { Monitor } from '@holdfast/node'

export const captures = 2_000
const perSecond = 200

/** Captures 2,000 errors at 200 a second, and resolves to their ids. */
export const captureEvenly = (monitor: Monitor): Promise<readonly string[]> =>
  new Promise((resolve) => {
    const ids: string[] = []
    const started = performance.now()
    const timer = setInterval(() => {
      // By the clock, not by the tick: a busy machine must not lower the load.
      const due = Math.min(captures, ((performance.now() - started) * perSecond) / 1_000)
      while (ids.length < due) {
        ids.push(monitor.captureError(new Error(`number ${ids.length}`)) ?? '')
      }
      if (ids.length < captures) return
      clearInterval(timer)
      resolve(ids)
    }, 5)
  })
