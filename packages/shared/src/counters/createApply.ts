import type { UsageSignal } from '../model/signal.ts'
import { after, type MonotonicTime, milliseconds } from '../model/units.ts'
import type { CounterEngine } from '../ports/counterEngine.ts'
import type { CountersHost } from './countersHost.ts'

type Apply = (signals: readonly UsageSignal[]) => Promise<void>

/** A client that queues while its server is away is not given ever more to queue. */
const mostUnderWay = 10
/** What was not answered by then may never be: others are not to wait for it for ever. */
const longest = milliseconds(300_000)

/** Counts signals; one that the store refuses for what it is costs the others nothing. */
export const createApply = (
  engine: CounterEngine,
  { clock, warn }: Pick<CountersHost, 'clock' | 'warn'>,
): Apply => {
  const underWay = new Map<object, MonotonicTime>()

  const once: Apply = async (signals) => {
    for (const [one, end] of underWay) if (clock.now() >= end) underWay.delete(one)
    if (underWay.size >= mostUnderWay) throw new Error('the store has yet to answer')
    const one = {}
    underWay.set(one, after(clock.now(), longest))
    try {
      await engine.apply(signals)
    } finally {
      underWay.delete(one)
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
