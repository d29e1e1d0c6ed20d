import type { Runtime } from '@holdfast/shared'
import {
  createBundlerDebugIds,
  createFetchTransport,
  createMemoryStore,
  createQuietLifecycle,
  createStackContext,
  createStreamCompressor,
  createSystemClock,
  createTimerScheduler,
} from '@holdfast/shared/web-runtime'

export const createEdgeRuntime = (): Runtime => {
  const { fetch, setTimeout, clearTimeout, AbortSignal } = globalThis
  const clock = createSystemClock(globalThis)
  return {
    clock,
    scheduler: createTimerScheduler<ReturnType<typeof setTimeout>>({ setTimeout, clearTimeout }),
    transport: createFetchTransport({
      globals: { fetch, AbortSignal },
      clock,
    }),
    store: createMemoryStore(),
    lifecycle: createQuietLifecycle(),
    context: createStackContext(),
    random: Math.random,
    compressor: createStreamCompressor(globalThis),
    debugIds: createBundlerDebugIds(globalThis),
  }
}
