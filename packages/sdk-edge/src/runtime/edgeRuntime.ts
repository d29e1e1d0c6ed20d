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
  const { fetch, setTimeout, clearTimeout, AbortController } = globalThis
  const clock = createSystemClock(globalThis)
  const scheduler = createTimerScheduler({
    setTimeout: (task: () => void, delay: number) => setTimeout(task, delay),
    clearTimeout: (timer: number) => clearTimeout(timer),
  })
  return {
    clock,
    scheduler,
    transport: createFetchTransport({
      globals: { fetch: (url, init) => fetch(url, init), AbortController },
      clock,
      scheduler,
    }),
    store: createMemoryStore(),
    lifecycle: createQuietLifecycle(),
    context: createStackContext(),
    random: Math.random,
  }
}
