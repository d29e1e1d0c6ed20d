import type { Runtime } from '@holdfast/shared'
import {
  createFetchTransport,
  createMemoryStore,
  createQuietLifecycle,
  createStackContext,
  createSystemClock,
  createTimerScheduler,
} from '@holdfast/shared/web-runtime'

export const createEdgeRuntime = (): Runtime => {
  const { fetch, setTimeout, clearTimeout, AbortSignal } = globalThis
  const clock = createSystemClock(globalThis)
  return {
    clock,
    scheduler: createTimerScheduler<ReturnType<typeof setTimeout>>({
      setTimeout: (task, delay) => setTimeout(task, delay),
      clearTimeout: (timer) => clearTimeout(timer),
    }),
    transport: createFetchTransport({
      globals: { fetch: (url, init) => fetch(url, init), AbortSignal },
      clock,
    }),
    store: createMemoryStore(),
    lifecycle: createQuietLifecycle(),
    context: createStackContext(),
    random: Math.random,
  }
}
