import { type Period, startOf } from '../model/period.ts'
import type { UsageSignal } from '../model/signal.ts'
import type { UsageDelta } from '../model/usage.ts'
import { usageDeltaId } from '../model/usageDeltaId.ts'
import type { Clock } from '../ports/clock.ts'
import type { CounterEngine } from '../ports/counterEngine.ts'
import { createSeen } from './seen.ts'

interface MemorySettings {
  readonly periods: readonly Period[]
  /** How long a repeat is known as one, in milliseconds. */
  readonly repeats: number
  readonly maxTotals: number
}

/** Keeps counters in this process; what was not touched for longest goes where there are too many. */
export const createMemoryEngine = (
  { periods, repeats, maxTotals }: MemorySettings,
  clock: Pick<Clock, 'now'>,
): CounterEngine => {
  const totals = new Map<string, number>()
  const seen = createSeen({ window: repeats, most: 100_000 }, clock)

  const add = (key: string, quantity: number): void => {
    const total = (totals.get(key) ?? 0) + quantity
    totals.delete(key)
    totals.set(key, total)
    if (totals.size > maxTotals) totals.delete(totals.keys().next().value ?? '')
  }

  const count = (signal: UsageSignal): void => {
    const { id, meter, minute, deltas } = signal
    if (!seen.add(`s${id}`)) return
    const isNew = (delta: UsageDelta, index: number): boolean =>
      delta.id === undefined || seen.add(`d${usageDeltaId(signal, index)}`)
    for (const { subject, quantity } of deltas.filter(isNew)) {
      for (const period of periods)
        add(keyOf([meter, subject, period, startOf(period, minute)]), quantity)
    }
  }

  return {
    apply: async (signals) => signals.forEach(count),
    total: async ({ meter, subject, period, start }) =>
      totals.get(keyOf([meter, subject, period, start])) ?? 0,
  }
}

const keyOf = (parts: readonly (string | number)[]): string => JSON.stringify(parts)
