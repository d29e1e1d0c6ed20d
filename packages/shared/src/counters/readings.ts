import { endOf, type Period, startOf } from '../model/period.ts'
import { type MonotonicTime, monotonicTime, type WallTime } from '../model/units.ts'
import type { Clock } from '../ports/clock.ts'
import type { CounterEngine } from '../ports/counterEngine.ts'
import type { Use } from '../ports/sink.ts'
import type { Runner } from '../resilience/layer.ts'
import type { Span } from './ownUse.ts'

/** Since it was begun, what the store has counted and it may not tell of. */
interface Reading {
  since: number
}

/** What is known of one subject in one period. */
interface Slot {
  readonly start: WallTime
  total: number | undefined
  /** When what is known was asked for. */
  asked: MonotonicTime
  since: number
  readonly under: Set<Reading>
  asking: Promise<boolean> | undefined
}

/** What a check may rest on. */
export interface Reckoned {
  readonly span: Span
  readonly total: number
  readonly known: 'fresh' | 'stale' | 'unknown'
}

/** Totals of one meter and period, asked for once for all who want them at a time. */
export interface Readings {
  of(subject: string): Promise<Reckoned>
  /** The store has counted that. */
  counted(use: Use): void
}

interface ReadingsParts {
  readonly meter: string
  readonly per: Period
  readonly freshFor: number
  readonly staleFor: number
  readonly engine: Pick<CounterEngine, 'total'>
  readonly clock: Clock
  /** Bounds how long is waited, and how often is asked. */
  readonly guarded: Runner
}

const mostSlots = 10_000

export const createReadings = (parts: ReadingsParts): Readings => {
  const { meter, per, freshFor, staleFor, engine, clock, guarded } = parts
  const slots = new Map<string, Slot>()

  const slotOf = (subject: string, start: WallTime): Slot => {
    const known = slots.get(subject)
    if (known?.start === start) return known
    const slot: Slot = {
      start,
      total: undefined,
      asked: monotonicTime(-Infinity),
      since: 0,
      under: new Set(),
      asking: undefined,
    }
    slots.delete(subject)
    slots.set(subject, slot)
    if (slots.size > mostSlots) slots.delete(slots.keys().next().value ?? '')
    return slot
  }

  const read = async (subject: string, slot: Slot): Promise<void> => {
    const asked = clock.now()
    const reading: Reading = { since: 0 }
    slot.under.add(reading)
    try {
      const total = await engine.total({ meter, subject, period: per, start: slot.start })
      // One that nobody waits for any more is as good, unless it is older than what is known.
      if (asked < slot.asked) return
      slot.total = total
      slot.asked = asked
      slot.since = reading.since
    } finally {
      slot.under.delete(reading)
    }
  }

  const ask = (subject: string, slot: Slot): Promise<boolean> => {
    const done = (succeeded: boolean): boolean => {
      slot.asking = undefined
      return succeeded
    }
    slot.asking ??= guarded
      .run(() => read(subject, slot))
      .then(
        () => done(true),
        () => done(false),
      )
    return slot.asking
  }

  return {
    of: async (subject) => {
      const moment = clock.wall()
      const span = { start: startOf(per, moment), end: endOf(per, moment) }
      // No store can tell of it, and one that fails for it is not to be taken for one that is down.
      if (typeof subject !== 'string') return { span, total: 0, known: 'unknown' }
      const slot = slotOf(subject, span.start)
      const age = (): number => clock.now() - slot.asked
      const isFresh = age() < freshFor || (await ask(subject, slot))
      const total = (slot.total ?? 0) + slot.since
      if (isFresh) return { span, total, known: 'fresh' }
      const isKnown = slot.total !== undefined && age() < staleFor
      return { span, total, known: isKnown ? 'stale' : 'unknown' }
    },
    counted: ({ subject, quantity, minute }) => {
      const slot = slots.get(subject)
      if (slot?.start !== startOf(per, minute)) return
      slot.since += quantity
      for (const reading of slot.under) reading.since += quantity
    },
  }
}
