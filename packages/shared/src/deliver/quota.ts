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
  const limits = new Map<string, MonotonicTime>()
  const stops = new Map<string, Stop>()

  const isLimited = (name: string): boolean => (limits.get(name) ?? 0) > clock.now()

  const limit = (name: SignalKind | typeof everything, asked: Milliseconds): void => {
    const delay = Math.min(Math.max(asked, 0), longest)
    // A server tells the same delay to everybody: what comes on top, at random, spreads the return.
    const spread = random() * Math.min(Math.max(delay, baseDelay), maxDelay)
    const end = after(clock.now(), milliseconds(delay + spread))
    // Of two answers that cross, the one that asks for more is obeyed.
    if (end <= (limits.get(name) ?? 0)) return
    stops.get(name)?.()
    limits.set(name, end)
    stops.set(name, scheduler.after(until(end, clock.now()), onReopen))
  }

  return {
    isOpen: (kind = everything) => !isLimited(kind) && !isLimited(everything),
    remaining: () => until(monotonicTime(limits.get(everything) ?? 0), clock.now()),
    obey: (asked) => {
      for (const { kinds = [everything], after: delay } of asked) {
        for (const name of kinds) limit(name as SignalKind, delay)
      }
    },
    end: () => {
      for (const stop of stops.values()) stop()
      limits.clear()
    },
  }
}
