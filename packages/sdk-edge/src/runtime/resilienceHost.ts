import type { MonotonicTime, ResilienceHost, WallTime } from '@holdfast/shared/resilience'

/**
 * An isolate as calls under protection need it. Globals are asked for when they are used, and there is one
 * object for all: an app may have thousands of breakers.
 */
export const resilienceHost: ResilienceHost = {
  clock: {
    now: () => performance.now() as MonotonicTime,
    wall: () => Date.now() as WallTime,
  },
  scheduler: {
    hold: (delay, task) => {
      const timer = setTimeout(task, delay)
      return () => clearTimeout(timer)
    },
  },
  random: () => Math.random(),
  createAbort: () => new AbortController(),
}
