import type { Clock } from '../ports/clock.ts'
import type { Scheduler } from '../ports/scheduler.ts'

/** As much of an `AbortSignal` as is used here. */
export interface AbortSignalLike {
  readonly aborted: boolean
  readonly reason: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** The host's own `AbortSignal` where its types are known, so that `fetch` takes it. */
export type CallSignal = typeof globalThis extends { AbortSignal: { prototype: infer Signal } }
  ? Signal & AbortSignalLike
  : AbortSignalLike

/** What an `AbortController` is to us. */
export interface AbortHandle {
  readonly signal: CallSignal
  abort(reason: unknown): void
}

/**
 * What the parts ask of a host. The doors of the runtime packages hand it in; give your own to turn
 * time by hand in a test.
 *
 * @example
 * const { clock, scheduler, random } = createFakeRuntime()
 * const host = { clock, scheduler, random, createAbort: () => new AbortController() }
 */
export interface ResilienceHost {
  readonly clock: Clock
  /** Only for what the app itself awaits. */
  readonly scheduler: Pick<Scheduler, 'hold'>
  /** At least 0, less than 1. */
  readonly random: () => number
  /** Asked only where a signal is really read. */
  readonly createAbort: () => AbortHandle
}
