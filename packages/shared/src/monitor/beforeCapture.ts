import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Stage } from '../enrich/stage.ts'
import type { Signal } from '../model/signal.ts'
import { property } from '../primitives/attempt.ts'

/** What an app does to a signal as it is captured; nothing back means that it is not wanted. */
export type BeforeCapture = (signal: Signal) => Signal | null | undefined

/** A hook that fails changes nothing: the signal goes on as it was. */
export const callBeforeCapture =
  (hook: BeforeCapture, debug: DebugChannel): Stage =>
  (signal) => {
    try {
      const changed = hook(copyOf(signal))
      if (changed === null || changed === undefined) return 'dropped'
      if (typeof property(changed, 'then') === 'function')
        throw new TypeError('it must answer at once')
      // The ledger goes by id and kind: no hook can change those. What it left out is as it was.
      const whole = { ...signal, ...copyOf(changed), id: signal.id, kind: signal.kind } as Signal
      if (!isSignal(whole)) throw new TypeError('it gave no signal')
      return whole
    } catch (error) {
      debug.sayOnce('hookFailed', 'beforeCapture failed', error)
      return signal
    }
  }

/** As far as anything here relies on it. */
const isSignal = (signal: Signal): boolean => {
  const { tags, contexts } = signal.scope
  const isNamed =
    signal.kind === 'error'
      ? isText(signal.message) &&
        signal.exceptions.every(({ type, message }) => isText(type) && isText(message))
      : isText(signal.name) && isRecord(signal.attributes)
  return isNamed && isRecord(tags) && isRecord(contexts)
}

const isText = (value: unknown): boolean => typeof value === 'string'

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null

/** What is shared with other signals is not the hook's to change, nor is what it keeps ours. */
const copyOf = (signal: Signal): Signal => JSON.parse(JSON.stringify(signal))
