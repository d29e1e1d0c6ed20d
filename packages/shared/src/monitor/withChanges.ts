import type { Exception } from '../model/exception.ts'
import type { Signal } from '../model/signal.ts'
import { isObject, property } from '../primitives/attempt.ts'

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
  if (!isObject(changed) || !isWhole(whole, signal)) throw new TypeError('it gave no signal')
  return whole
}

/** As far as anything relies on it. */
const isWhole = (signal: Signal, before: Signal): boolean => {
  const { scope, resource } = signal
  const isAsBefore = (name: string): boolean =>
    formOf(property(signal, name)) === formOf(property(before, name))
  return (
    namesReliedOn.every(isAsBefore) &&
    (signal.kind !== 'error' || signal.exceptions.every(isException)) &&
    [scope.tags, scope.contexts, resource.sdk, resource.runtime].every(isObject)
  )
}

const namesReliedOn = ['message', 'name', 'job', 'of', 'attributes', 'content', 'histogram']

const formOf = (value: unknown): string => (value === null ? 'null' : typeof value)

const isException = ({ type, message, mechanism }: Exception): boolean =>
  typeof type === 'string' && typeof message === 'string' && isObject(mechanism)
