import type { Milliseconds } from '../model/units.ts'
import type { Scheduler } from '../ports/scheduler.ts'

/** What the app's own code promises; rejects where it does not keep that in time. */
export const orTooLong = <Value>(
  promised: Value | PromiseLike<Value>,
  scheduler: Scheduler,
  longest: Milliseconds,
): Promise<Value> =>
  new Promise((resolve, reject) => {
    const stop = scheduler.after(longest, () => reject(new Error('it takes too long')))
    void Promise.resolve(promised).then(resolve, reject).then(stop)
  })
