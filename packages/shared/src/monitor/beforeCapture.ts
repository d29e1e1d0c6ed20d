import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Stage } from '../enrich/stage.ts'
import type { Signal } from '../model/signal.ts'
import { property } from '../primitives/attempt.ts'
import { copyOf, withChanges } from './withChanges.ts'

/** What an app does to a signal as it is captured; nothing back means that it is not wanted. */
export type BeforeCapture = (signal: Signal) => Signal | null | undefined

/** A hook that fails changes nothing: the signal goes on as it was. */
export const callBeforeCapture = (hook: BeforeCapture, debug: DebugChannel): Stage => {
  let isCalled = false
  return (signal) => {
    // What it captures itself it is not shown, for it would capture once more.
    if (isCalled) return signal
    isCalled = true
    try {
      const changed = hook(copyOf(signal))
      if (typeof property(changed, 'then') === 'function')
        throw new TypeError('it must answer at once')
      return withChanges(signal, changed && copyOf(changed)) ?? 'dropped'
    } catch (error) {
      debug.sayOnce('hookFailed', 'beforeCapture failed', error)
      return signal
    } finally {
      isCalled = false
    }
  }
}
