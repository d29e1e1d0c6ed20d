import type { Prepare } from '../deliver/entry.ts'
import { orTooLong } from '../deliver/orTooLong.ts'
import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Signal } from '../model/signal.ts'
import { milliseconds } from '../model/units.ts'
import type { Scheduler } from '../ports/scheduler.ts'
import { property } from '../primitives/attempt.ts'
import { copyOf, withChanges } from './withChanges.ts'

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
  return (signal) => {
    try {
      const changed = hook(copyOf(signal))
      return typeof property(changed, 'then') === 'function'
        ? orTooLong<unknown>(changed, scheduler, longest)
            .then((late) => withChanges(signal, late))
            .catch((error) => fail(signal, error))
        : withChanges(signal, changed)
    } catch (error) {
      return fail(signal, error)
    }
  }
}
