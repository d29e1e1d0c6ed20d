import type { Prepare } from '../deliver/entry.ts'
import { orTooLong } from '../deliver/orTooLong.ts'
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
  const fail = (signal: Signal, error: unknown): Signal => {
    debug.sayOnce('hookFailed', 'beforeDelivery failed', error)
    return signal
  }
  /** The ledger goes by id and kind: no hook can change those. What it left out is as it was. */
  const read = (signal: Signal, changed: unknown): Signal | undefined => {
    if (changed === null || changed === undefined) return undefined
    if (typeof changed !== 'object') throw new TypeError('it gave no signal')
    return { ...signal, ...changed, id: signal.id, kind: signal.kind } as Signal
  }

  return (signal) => {
    try {
      const changed = hook(signal)
      return typeof property(changed, 'then') === 'function'
        ? orTooLong<unknown>(changed, scheduler, longest)
            .then((late) => read(signal, late))
            .catch((error) => fail(signal, error))
        : read(signal, changed)
    } catch (error) {
      return fail(signal, error)
    }
  }
}
