import type { Limit } from '../model/outcome.ts'
import type { SignalKind } from '../model/signal.ts'
import type { Stop } from '../model/stop.ts'
import {
  after,
  type Milliseconds,
  type MonotonicTime,
  milliseconds,
  monotonicTime,
  until,
} from '../model/units.ts'
import type { Runtime } from '../ports/runtime.ts'
import type { BackoffOptions } from '../resilience/backoff.ts'

/** What the server of one sink does not want to see now. */
export interface Quota {
  /** For signals of a kind; without one, for any at all. */
  isOpen(kind?: string): boolean
  /** Until signals of any kind at all are open again. */
  remaining(): Milliseconds
  obey(limits: readonly Limit[]): void
  /** Ends all limits, whoever has asked for them. */
  end(): void
}

/** No server can silence a lane for longer than this by one answer. */
const longest = milliseconds(3_600_000)
const everything = '*'

/** @param onReopen - is called when a limit has ended. */
export const createQuota = (
  { clock, scheduler, random }: Pick<Runtime, 'clock' | 'scheduler' | 'random'>,
  { baseDelay, maxDelay }: BackoffOptions,
  onReopen: () => void,
): Quota => {
  const limits = new Map<string, { readonly end: MonotonicTime; readonly stop: Stop }>()
  const endOf = (name: string): MonotonicTime => limits.get(name)?.end ?? monotonicTime(0)

  const limit = (name: SignalKind | typeof everything, asked: Milliseconds): void => {
    // A sink of the app's own may have read no number where it looked for one.
    const delay = asked > 0 ? Math.min(asked, longest) : 0
    // A server tells the same delay to everybody: what comes on top, at random, spreads the return.
    const spread = random() * Math.min(Math.max(delay, baseDelay), maxDelay)
    const wait = milliseconds(delay + spread)
    const end = after(clock.now(), wait)
    // Of two answers that cross, the one that asks for more is obeyed.
    if (end <= endOf(name)) return
    limits.get(name)?.stop()
    // By the timer alone: one that fires a little early by the clock must not leave it shut for ever.
    const stop = scheduler.after(wait, () => {
      limits.delete(name)
      onReopen()
    })
    limits.set(name, { end, stop })
  }

  return {
    isOpen: (kind = everything) => !limits.has(kind) && !limits.has(everything),
    remaining: () => until(endOf(everything), clock.now()),
    obey: (asked) => {
      for (const { kinds = [everything], after: delay } of asked) {
        for (const name of kinds) limit(name as SignalKind, delay)
      }
    },
    end: () => {
      for (const { stop } of limits.values()) stop()
      limits.clear()
    },
  }
}
