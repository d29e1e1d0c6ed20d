import type { Signal } from '../model/signal.ts'
import { isObject } from '../primitives/attempt.ts'

/** What is shared with other signals is not a hook's to change, nor is what it keeps ours. */
export const copyOf = (signal: Signal): Signal => JSON.parse(JSON.stringify(signal))

/**
 * A signal as a hook of the app's has left it; nothing where it is not wanted. It throws where that is
 * no signal. The ledger goes by id and kind: no hook can change those. What it left out is as it was.
 */
export const withChanges = (signal: Signal, changed: unknown): Signal | undefined => {
  if (changed === null || changed === undefined) return undefined
  const { id, kind } = signal
  const whole = { ...signal, ...(changed as Signal), id, kind } as Signal
  if (!isObject(changed) || !isWhole(whole)) throw new TypeError('it gave no signal')
  return whole
}

/** As far as anything relies on it. */
const isWhole = (signal: Signal): boolean => {
  const { scope, resource } = signal
  return (
    isTold(signal) && [scope.tags, scope.contexts, resource.sdk, resource.runtime].every(isObject)
  )
}

const isTold = (signal: Signal): boolean => {
  switch (signal.kind) {
    case 'error':
      return (
        isText(signal.message) &&
        signal.exceptions.every(
          ({ type, message, mechanism }) => isText(type) && isText(message) && isObject(mechanism),
        )
      )
    case 'log':
      return isText(signal.message) && isObject(signal.attributes)
    case 'metric':
    case 'event':
      return isText(signal.name) && isObject(signal.attributes)
    case 'feedback':
      return isText(signal.message)
    case 'checkIn':
      return isText(signal.job)
    case 'attachment':
      return isText(signal.of) && isObject(signal.content)
    case 'session':
      return true
    case 'envelope':
      return false
  }
}

const isText = (value: unknown): boolean => typeof value === 'string'
