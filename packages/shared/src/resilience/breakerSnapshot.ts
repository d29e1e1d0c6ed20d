import { after, milliseconds, monotonicTime } from '../model/units.ts'
import { attempt } from '../primitives/attempt.ts'
import type { BreakerControl } from './breaker.ts'
import { type Circuit, type CircuitState, closed, enter, retryAfterOf } from './circuit.ts'
import {
  createSlidingWindow,
  mostParts,
  type SlidingWindow,
  type WindowPart,
} from './slidingWindow.ts'

/** A breaker's state as JSON, to be carried into another process or isolate. */
export type BreakerSnapshot =
  | {
      readonly state: 'closed'
      /** When it was taken, in milliseconds since 1970. */
      readonly at: number
      /** Failures in a row. */
      readonly failures: number
      readonly parts: readonly WindowPart[]
    }
  | {
      readonly state: 'open'
      readonly at: number
      readonly openings: number
      /** In milliseconds from `at`. */
      readonly retryAfter: number
    }

/** A breaker of ours, in a policy or alone. */
type Carried = Pick<BreakerControl, 'circuit'>

const circuitOf = ({ circuit }: Carried): Circuit => circuit as unknown as Circuit

/**
 * The state of a breaker as JSON, to be carried where the next call is made: serverless functions
 * forget between two calls. What is isolated stays with who isolated it: it is carried as closed.
 * A function of its own, for it need not be in a bundle that does not use it.
 *
 * @example
 * await kv.put('payments', JSON.stringify(takeSnapshot(guarded)))
 */
export const takeSnapshot = (breaker: Carried): BreakerSnapshot => {
  const circuit = circuitOf(breaker)
  const { current, host } = circuit
  const at = host.clock.wall()
  if (current.state === 'open' || current.state === 'halfOpen') {
    const retryAfter = current.state === 'open' ? retryAfterOf(circuit) : 0
    return { state: 'open', at, openings: current.openings, retryAfter }
  }
  const { failures, window } = current.state === 'closed' ? current : closed()
  return { state: 'closed', at, failures, parts: window?.parts(host.clock.now()) ?? [] }
}

/** A snapshot as it came: from anywhere, so that it may be anything. */
type Read = {
  readonly [Name in 'state' | 'at' | 'failures' | 'openings' | 'retryAfter' | 'parts']?: unknown
}

/** A whole number within bounds; 0 for anything else. */
const bounded = (value: unknown, highest = 1e9): number =>
  typeof value === 'number' && value > 0 ? Math.floor(Math.min(value, highest)) : 0

/**
 * Takes over a snapshot, aged by the wall clock. False, and nothing else, where it is none, or where
 * the breaker is isolated. It never throws, whatever it is given.
 *
 * @example
 * hydrate(guarded, await kv.get('payments', 'json'))
 */
export const hydrate = (breaker: Carried, snapshot: unknown): boolean => {
  const circuit = circuitOf(breaker)
  const next = attempt(() => toState(snapshot as Read, circuit), undefined)
  if (!next || circuit.current.state === 'isolated') return false
  enter(circuit, next)
  return true
}

const toState = (read: Read, circuit: Circuit): CircuitState | undefined => {
  const { settings, host } = circuit
  if (typeof read.at !== 'number' || !(read.at < Infinity)) return undefined
  // A clock that was ahead must not make a snapshot younger than new.
  const age = Math.max(0, host.clock.wall() - read.at)
  if (read.state === 'open') {
    const left = Math.max(0, bounded(read.retryAfter, settings.maxCooldown) - age)
    const endsAt = after(host.clock.now(), milliseconds(left))
    return { state: 'open', openings: bounded(read.openings, 50) || 1, endsAt }
  }
  if (read.state !== 'closed') return undefined
  // A snapshot alone never opens it: the next failure may.
  const failures = bounded(read.failures, settings.threshold - 1)
  return { state: 'closed', failures, window: toWindow(read.parts as Parts, age, circuit) }
}

type Parts = { readonly [index: number]: { readonly [Name in keyof WindowPart]?: unknown } }

const toWindow = (parts: Parts, age: number, circuit: Circuit): SlidingWindow | undefined => {
  const { settings, host } = circuit
  if (settings.ratio > 1) return undefined
  const now = host.clock.now()
  const window = createSlidingWindow(settings.window)
  for (let index = 0; index < mostParts; index++) {
    const part = parts[index]
    const ago = bounded(part?.ago) + age
    const total = bounded(part?.total)
    const failures = bounded(part?.failures, total)
    if (total && ago < settings.window) window.add(monotonicTime(now - ago), { failures, total })
  }
  return window
}
