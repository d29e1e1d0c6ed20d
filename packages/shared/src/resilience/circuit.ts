import { after, type MonotonicTime, milliseconds, until } from '../model/units.ts'
import { BreakerOpenError } from './breakerOpenError.ts'
import type { Emit } from './emit.ts'
import type { ResilienceHost } from './host.ts'
import { createSlidingWindow, type SlidingWindow } from './slidingWindow.ts'

export interface CircuitSettings {
  readonly threshold: number
  readonly ratio: number
  readonly window: number
  readonly minimumCalls: number
  readonly cooldown: number
  readonly maxCooldown: number
  readonly jitter: boolean
  readonly probes: number
}

export interface Closed {
  readonly state: 'closed'
  /** In a row. */
  failures: number
  /** There from the first call on, where a ratio is watched. */
  window: SlidingWindow | undefined
}

export interface Open {
  readonly state: 'open'
  /** How often it has opened since it was last closed. */
  readonly openings: number
  readonly endsAt: MonotonicTime
}

interface HalfOpen {
  readonly state: 'halfOpen'
  readonly openings: number
  /** By when the probes should have come back; after it they are replaced. */
  endsAt: MonotonicTime
  free: number
  successes: number
}

export interface Isolated {
  readonly state: 'isolated'
  /** How many hold it. */
  holders: number
}

export type CircuitState = Closed | Open | HalfOpen | Isolated

/** Data and not closures: an app may have thousands of them. */
export interface Circuit {
  readonly settings: CircuitSettings
  readonly host: ResilienceHost
  readonly emit: Emit
  current: CircuitState
}

/** Whether what was called has failed; `undefined` where the call says nothing about it. */
export type Verdict = boolean | undefined

export const closed = (): Closed => ({ state: 'closed', failures: 0, window: undefined })

/** Takes the new state before anybody hears of it: who hears may call again. */
export const enter = (circuit: Circuit, next: CircuitState, cooldown?: number): void => {
  const from = circuit.current.state
  circuit.current = next
  if (from === next.state) return
  circuit.emit?.({ type: 'breaker', from, to: next.state, cooldown })
}

const isShut = (current: CircuitState): current is Open | HalfOpen =>
  current.state === 'open' || (current.state === 'halfOpen' && !current.free)

/** Milliseconds until a call may pass. */
export const retryAfterOf = ({ current, host }: Circuit): number => {
  if (current.state === 'isolated') return Infinity
  return isShut(current) ? until(current.endsAt, host.clock.now()) : 0
}

/** The state that the call was let in by, to be settled with; throws where none is let in. */
export const admit = (circuit: Circuit): CircuitState => {
  const wait = retryAfterOf(circuit)
  if (wait === 0) beginProbing(circuit)
  const { current } = circuit
  if (current.state === 'closed') return current
  if (current.state === 'halfOpen' && current.free > 0) {
    current.free--
    return current
  }
  circuit.emit?.({ type: 'rejected', by: 'breaker' })
  throw new BreakerOpenError(wait)
}

/** Also where probes have not come back in time: they must not hold it for ever. */
const beginProbing = (circuit: Circuit): void => {
  const { current, host, settings } = circuit
  if (!isShut(current)) return
  const endsAt = after(host.clock.now(), milliseconds(settings.cooldown))
  const probing = { endsAt, free: settings.probes }
  // The late ones count all the same when they come: a service may be slow, and well.
  if (current.state === 'halfOpen') Object.assign(current, probing)
  else enter(circuit, { ...current, ...probing, state: 'halfOpen', successes: 0 })
}

/** Late answers, to a state that is over, say nothing any more. */
export const settle = (circuit: Circuit, admitted: CircuitState, failed: Verdict): void => {
  if (circuit.current !== admitted) return
  if (admitted.state === 'closed') settleClosed(circuit, admitted, failed)
  if (admitted.state === 'halfOpen') settleProbe(circuit, admitted, failed)
}

const settleClosed = (circuit: Circuit, state: Closed, failed: Verdict): void => {
  if (failed === undefined) return
  const { settings } = circuit
  state.failures = failed ? state.failures + 1 : 0
  if (settings.ratio <= 1) note(circuit, state, failed)
  if (failed && (state.failures >= settings.threshold || isOverRatio(circuit, state))) {
    open(circuit, 1)
  }
}

const note = ({ settings, host }: Circuit, state: Closed, failed: boolean): void => {
  const now = host.clock.now()
  state.window ??= createSlidingWindow(settings.window)
  state.window.add(now, { failures: Number(failed), total: 1 })
}

const isOverRatio = ({ settings, host }: Circuit, { window }: Closed): boolean => {
  if (!window) return false
  const { failures, total } = window.counts(host.clock.now())
  return total >= settings.minimumCalls && failures / total >= settings.ratio
}

const settleProbe = (circuit: Circuit, state: HalfOpen, failed: Verdict): void => {
  if (failed === undefined) state.free++
  else if (failed) open(circuit, state.openings + 1)
  else if (++state.successes >= circuit.settings.probes) enter(circuit, closed())
}

const open = (circuit: Circuit, openings: number): void => {
  const { settings, host } = circuit
  const grown = Math.min(settings.maxCooldown, settings.cooldown * 2 ** Math.min(openings - 1, 50))
  const cooldown = settings.jitter ? grown * (0.5 + host.random() / 2) : grown
  const endsAt = after(host.clock.now(), milliseconds(cooldown))
  enter(circuit, { state: 'open', openings, endsAt }, cooldown)
}
