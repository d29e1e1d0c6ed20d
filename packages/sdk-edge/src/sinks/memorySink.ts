import {
  type MemorySink,
  type MemorySinkOptions,
  memorySink as openMemorySink,
} from '@holdfast/shared/sinks/memory'
import { createTimerScheduler } from '@holdfast/shared/web-runtime'

/**
 * Keeps signals in memory, for tests.
 *
 * @example
 * const memory = memorySink()
 * const monitor = init({ service: 'resize', sinks: [memory] })
 * monitor.captureError(new Error('no stock'))
 * await memory.wait({ message: 'no stock' })
 */
export const memorySink = (options?: MemorySinkOptions): MemorySink =>
  openMemorySink(options, createTimerScheduler<ReturnType<typeof setTimeout>>(globalThis))
