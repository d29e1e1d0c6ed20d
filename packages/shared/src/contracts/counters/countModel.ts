import { type Period, startOf } from '../../model/period.ts'
import type { UsageSignal } from '../../model/signal.ts'
import { usageDeltaId } from '../../model/usageDeltaId.ts'
import type { CounterKey } from '../../ports/counterEngine.ts'

/** What should have been counted, in whole thousandths: slow, plain, and without rounding. */
export interface CountModel {
  apply(signals: readonly UsageSignal[]): void
  totals(): readonly (readonly [key: CounterKey, total: number])[]
}

export const createCountModel = (periods: readonly Period[]): CountModel => {
  const seen = new Set<string>()
  const totals = new Map<string, { key: CounterKey; thousandths: bigint }>()

  const isNew = (id: string): boolean => !seen.has(id) && Boolean(seen.add(id))

  const add = (key: CounterKey, quantity: number): void => {
    const name = JSON.stringify(key)
    const known = totals.get(name) ?? { key, thousandths: 0n }
    known.thousandths += BigInt(Math.round(quantity * 1_000))
    totals.set(name, known)
  }

  const count = (signal: UsageSignal): void => {
    const { meter, minute, deltas } = signal
    if (!isNew(`signal ${signal.id}`)) return
    deltas.forEach(({ subject, quantity, id }, index) => {
      if (id !== undefined && !isNew(`delta ${usageDeltaId(signal, index)}`)) return
      for (const period of periods) {
        add({ meter, subject, period, start: startOf(period, minute) }, quantity)
      }
    })
  }

  return {
    apply: (signals) => signals.forEach(count),
    totals: () =>
      [...totals.values()].map(({ key, thousandths }) => [key, Number(thousandths) / 1_000]),
  }
}
