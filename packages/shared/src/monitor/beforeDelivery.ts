import type { Prepare } from '../deliver/entry.ts'
import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Signal } from '../model/signal.ts'
import { milliseconds } from '../model/units.ts'
import type { Scheduler } from '../ports/scheduler.ts'
import { property } from '../primitives/attempt.ts'

/** What an app does to a signal before it is sent; nothing back means that it is not to be sent. */
export type BeforeDelivery = (
  signal: Signal,
) => Signal | null | undefined | Promise<Signal | null | undefined>

/** A hook that never answers must not hold a lane for ever. */
const longest = milliseconds(5_000)

/** A hook that fails changes nothing: the signal goes on as it was. */
export const callBeforeDelivery = (
  hook: BeforeDelivery,
  scheduler: Scheduler,
  debug: DebugChannel,
): Prepare => {
  const fail = (signal: Signal, why: unknown): Signal => {
    debug.sayOnce('hookFailed', `beforeDelivery failed: ${String(why)}`)
    return signal
  }
  /** The ledger goes by id and kind: no hook can change those. What it left out is as it was. */
  const read = (signal: Signal, changed: unknown): Signal | undefined => {
    if (changed === null || changed === undefined) return undefined
    if (typeof changed !== 'object') return fail(signal, 'it gave no signal')
    return { ...signal, ...changed, id: signal.id, kind: signal.kind } as Signal
  }

  const wait = (signal: Signal, changed: Promise<unknown>): Promise<Signal | undefined> =>
    new Promise((resolve) => {
      const stop = scheduler.after(longest, () => resolve(fail(signal, 'it takes too long')))
      void changed
        .then((late) => read(signal, late))
        .catch((error) => fail(signal, property(error, 'message')))
        .then(resolve)
        .then(stop)
    })

  return (signal) => {
    try {
      const changed = hook(signal)
      return typeof property(changed, 'then') === 'function'
        ? wait(signal, Promise.resolve(changed))
        : read(signal, changed)
    } catch (error) {
      return fail(signal, property(error, 'message'))
    }
  }
}
