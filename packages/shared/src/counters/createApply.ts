import type { UsageSignal } from '../model/signal.ts'
import type { CounterEngine } from '../ports/counterEngine.ts'
import type { CountersHost } from './countersHost.ts'

type Apply = (signals: readonly UsageSignal[]) => Promise<void>

/** A client that queues while its server is away is not given ever more to queue. */
const mostUnderWay = 10

/** Counts signals; one that the store refuses for what it is costs the others nothing. */
export const createApply = (engine: CounterEngine, { warn }: Pick<CountersHost, 'warn'>): Apply => {
  let underWay = 0

  const once: Apply = async (signals) => {
    if (underWay >= mostUnderWay) throw new Error('the store has yet to answer')
    underWay++
    try {
      await engine.apply(signals)
    } finally {
      underWay--
    }
  }

  const apply: Apply = async (signals) => {
    try {
      await once(signals)
    } catch (error) {
      if (!engine.refuses?.(error)) throw error
      if (signals.length < 2) return warn('usage was refused, and is not counted', error)
      const half = Math.ceil(signals.length / 2)
      await apply(signals.slice(0, half))
      await apply(signals.slice(half))
    }
  }
  return apply
}
