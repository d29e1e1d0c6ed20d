import type { ResilienceHost } from '../resilience/host.ts'
import type { PolicyEvent } from '../resilience/policyEvent.ts'
import { createFakeRuntime, type FakeRuntime } from './fakeRuntime/createFakeRuntime.ts'

/** How a promise stands. */
export type Standing<Value> =
  | { readonly type: 'pending' }
  | { readonly type: 'resolved'; readonly value: Value; readonly at: number }
  | { readonly type: 'rejected'; readonly error: unknown; readonly at: number }

export interface ResilienceSetUp {
  readonly runtime: FakeRuntime
  readonly host: ResilienceHost
  /** What `on` has heard. */
  readonly events: PolicyEvent[]
  readonly on: (event: PolicyEvent) => void
  /** Timers that were set and neither ran nor were cleared. */
  readonly openTimers: () => number
  /** Milliseconds since the set-up. */
  readonly elapsed: () => number
  /** Follows a promise without waiting for it. */
  readonly follow: <Value>(promise: Promise<Value>) => () => Standing<Value>
}

/** A host whose clock is turned by hand, and which counts its timers. */
export const setUpResilience = (
  createAbort: ResilienceHost['createAbort'],
  seed = 1,
): ResilienceSetUp => {
  const runtime = createFakeRuntime({ seed })
  const events: PolicyEvent[] = []
  const start = runtime.clock.now()
  const open = new Set<object>()
  const elapsed = (): number => runtime.clock.now() - start

  const hold: ResilienceHost['scheduler']['hold'] = (delay, task) => {
    const timer = {}
    open.add(timer)
    const stop = runtime.scheduler.hold(delay, () => {
      open.delete(timer)
      task()
    })
    return () => {
      open.delete(timer)
      stop()
    }
  }

  return {
    runtime,
    host: { clock: runtime.clock, scheduler: { hold }, random: runtime.random, createAbort },
    events,
    on: (event) => void events.push(event),
    openTimers: () => open.size,
    elapsed,
    follow: <Value>(promise: Promise<Value>) => {
      let standing: Standing<Value> = { type: 'pending' }
      promise.then(
        (value) => {
          standing = { type: 'resolved', value, at: elapsed() }
        },
        (error: unknown) => {
          standing = { type: 'rejected', error, at: elapsed() }
        },
      )
      return () => standing
    },
  }
}
