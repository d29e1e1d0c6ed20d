import type { FaultySink } from '@holdfast/shared/testing'
import { signalsOf } from './readTaken.ts'

/** What the http sink was told of policies, as a receiver sums it up. */
export interface PolicyFacts {
  /** By name and attributes: in how many signals it came, and the sum of their values. */
  readonly counts: Readonly<Record<string, { readonly signals: number; readonly value: number }>>
  /** Each change of a breaker, in order. */
  readonly changes: readonly object[]
}

export const policyFactsOf = (sink: FaultySink): PolicyFacts => {
  const counts: Record<string, { signals: number; value: number }> = {}
  const changes: object[] = []
  for (const signal of signalsOf(sink)) {
    if (signal.kind === 'event' && signal.name === 'policy.breaker') changes.push(signal.attributes)
    if (signal.kind !== 'metric' || signal.type !== 'counter') continue
    if (!signal.name.startsWith('policy.')) continue
    const key = [signal.name, ...Object.values(signal.attributes)].join(' ')
    const { signals, value } = counts[key] ?? { signals: 0, value: 0 }
    counts[key] = { signals: signals + 1, value: value + signal.value }
  }
  return { counts, changes }
}

/** A count that came as one signal. */
export const once = (value: number): object => ({ signals: 1, value })
