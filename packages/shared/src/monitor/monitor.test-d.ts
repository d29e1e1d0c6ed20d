import { expectTypeOf, it } from 'vitest'
import type { Scope } from '../model/scope.ts'
import type { SignalId } from '../model/signal.ts'
import type { Stats, Tally } from '../model/stats.ts'
import type { Monitor } from './monitor.ts'
import type { MonitorOptions } from './monitorOptions.ts'

declare const monitor: Monitor

it('takes anything as an error, and only a text as a message', () => {
  expectTypeOf(monitor.captureError).parameter(0).toBeUnknown()
  expectTypeOf(monitor.captureMessage).parameter(0).toBeString()
  expectTypeOf(monitor.captureError(null)).toEqualTypeOf<SignalId | undefined>()
  // @ts-expect-error a severity of another vocabulary
  monitor.captureError(null, { severity: 'warning' })
  // @ts-expect-error tags are flat
  monitor.captureError(null, { tags: { nested: { no: true } } })
})

it('passes on what the function of a scope returns', () => {
  expectTypeOf(monitor.withScope((scope) => scope)).toEqualTypeOf<Scope>()
  expectTypeOf(monitor.withScope(async () => 7)).toEqualTypeOf<Promise<number>>()
})

it('takes durations with a unit', () => {
  monitor.flush('2s')
  monitor.flush(250)
  // @ts-expect-error no unit of ours
  monitor.flush('2 days')
})

it('has a ledger whose sinks and kinds may be missing', () => {
  expectTypeOf(monitor.stats()).toEqualTypeOf<Stats>()
  expectTypeOf(monitor.stats().sinks['sentry']?.error).toEqualTypeOf<Tally | undefined>()
})

it('cannot be made without a service and sinks', () => {
  expectTypeOf<{ service: string; sinks: [] }>().toExtend<MonitorOptions>()
  expectTypeOf<{ service: string }>().not.toExtend<MonitorOptions>()
  expectTypeOf<{ sinks: [] }>().not.toExtend<MonitorOptions>()
})
