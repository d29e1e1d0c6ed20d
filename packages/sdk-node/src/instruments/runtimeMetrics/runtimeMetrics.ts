import type { Instrument } from '@holdfast/shared'
import { createSystemClock, createTimerScheduler } from '@holdfast/shared/web-runtime'
import { createRuntimeMetrics } from './createRuntimeMetrics.ts'
import { type RuntimeMetricsOptions, readRuntimeOptions } from './readRuntimeOptions.ts'

/**
 * Tells how the runtime is, every ten seconds and at each flush: delay and use of the event loop, pauses
 * for garbage, memory, what keeps the process alive, open files, and processor time. What a runtime does
 * not tell is absent. In a worker thread it tells of that thread alone; the process is the main thread's.
 *
 * @throws {HoldfastConfigError} naming every option that is wrong.
 * @example
 * const monitor = init({ service: 'checkout', sinks, instruments: [runtimeMetrics()] })
 */
export const runtimeMetrics = (options?: RuntimeMetricsOptions): Instrument => {
  const { setTimeout, clearTimeout, process } = globalThis
  return createRuntimeMetrics(
    {
      process,
      clock: createSystemClock(globalThis),
      scheduler: createTimerScheduler<NodeJS.Timeout>({ setTimeout, clearTimeout }, (timer) =>
        timer.unref(),
      ),
    },
    readRuntimeOptions(options),
  )
}
