import type { Milliseconds, Scheduler } from '@holdfast/shared'

/** A wait that can be broken off. */
export interface Sleep {
  wait(delay: Milliseconds): Promise<void>
  wake(): void
}

export const createSleep = (scheduler: Scheduler): Sleep => {
  let onWake: (() => void) | undefined
  return {
    wait: (delay) =>
      new Promise((resolve) => {
        const stop = scheduler.after(delay, resolve)
        onWake = () => {
          stop()
          resolve()
        }
      }),
    wake: () => onWake?.(),
  }
}
