import type { Signal } from '../model/signal.ts'
import type { Entry, Preparation, Prepare, Prepared, Settle } from './entry.ts'

/**
 * Prepares entries, each once for all lanes, and settles those that are dropped. What need not be
 * waited for is not: a host that may be about to end has only this moment.
 */
export const prepareAll = (
  entries: readonly Entry[],
  prepare: Prepare,
  settle: Settle,
): readonly Entry[] | Promise<readonly Entry[]> => {
  const outcomes = entries.map((entry) => {
    entry.preparation ??= begin(entry, prepare)
    return entry.preparation
  })
  const keep = (prepared: readonly Preparation[]): readonly Entry[] =>
    entries.filter((entry, index) => {
      const isKept = prepared[index] === 'done'
      if (!isKept) settle(entry, 'dropped')
      return isKept
    })
  return outcomes.some((outcome) => typeof outcome === 'object')
    ? Promise.all(outcomes).then(keep)
    : keep(outcomes)
}

const begin = (entry: Entry, prepare: Prepare): Preparation => {
  const end = (signal: Signal | undefined): Prepared => {
    entry.signal = signal ?? entry.signal
    entry.preparation = signal ? 'done' : 'dropped'
    return entry.preparation
  }
  const result = prepare(entry.signal)
  return result instanceof Promise ? result.then(end) : end(result)
}
