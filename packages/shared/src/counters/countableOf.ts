import type { UsageSignal } from '../model/signal.ts'
import type { UsageDelta } from '../model/usage.ts'

/** After the last moment that a `Date` can tell. */
const beyond = 8.64e15 + 1

/**
 * Of a signal, what is a number at a time. A monitor tells nothing else; what another program has put into a
 * store must not keep the others from being counted.
 */
export const countableOf = (signal: UsageSignal): UsageSignal | undefined => {
  const { minute, deltas } = signal
  if (!(minute >= 0 && minute < beyond)) return undefined
  return deltas.every(isNumber) ? signal : { ...signal, deltas: deltas.filter(isNumber) }
}

const isNumber = ({ quantity }: UsageDelta): boolean => Number.isFinite(quantity)
