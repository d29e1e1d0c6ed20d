import type { Signal } from '../../model/signal.ts'
import type { Stop } from '../../model/stop.ts'
import type { Milliseconds } from '../../model/units.ts'
import type { Scheduler } from '../../ports/scheduler.ts'

/** Lets one wait for what is yet to come. */
export interface Arrivals {
  tell(signals: readonly Signal[]): void
  /** The first one that is wanted; `undefined` where none comes in time. */
  wait(isWanted: (signal: Signal) => boolean, longest: Milliseconds): Promise<Signal | undefined>
}

type Timers = Pick<Scheduler, 'hold'>

/** @param timers - without them, one waits for ever. */
export const createArrivals = (timers?: Timers): Arrivals => {
  const listeners = new Set<(signal: Signal) => void>()
  return {
    tell: (signals) => {
      for (const signal of signals) for (const listener of [...listeners]) listener(signal)
    },
    wait: (isWanted, longest) =>
      new Promise((resolve, reject) => {
        let stop: Stop | undefined
        const end = (): void => {
          listeners.delete(listener)
          stop?.()
        }
        const listener = (signal: Signal): void => {
          try {
            if (!isWanted(signal)) return
            resolve(signal)
          } catch (error) {
            // It is the test's own function: the test is to hear of it, and not the monitor.
            reject(error)
          }
          end()
        }
        listeners.add(listener)
        stop = timers?.hold(longest, () => {
          end()
          resolve(undefined)
        })
      }),
  }
}
