import type { Monitor } from '@holdfast/node'

export interface Burst {
  readonly perSecond: number
  readonly seconds: number
}

const burst: Burst = { perSecond: 200, seconds: 10 }
const tickMs = 25

/** Captures an error 200 times a second, for ten seconds. */
export const startBurst = (monitor: Monitor): Burst => {
  const total = burst.perSecond * burst.seconds
  const start = performance.now()
  let captured = 0

  const timer = setInterval(() => {
    // Counted from the start, so that a late tick makes up for what it missed.
    const due = Math.floor(((performance.now() - start) / 1_000) * burst.perSecond)
    for (; captured < Math.min(due, total); captured++) {
      monitor.captureError(new Error(`Payment ${captured + 1} was declined`))
    }
    if (captured >= total) clearInterval(timer)
  }, tickMs)

  return burst
}
