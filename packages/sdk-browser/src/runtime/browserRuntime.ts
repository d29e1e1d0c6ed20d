import type { Runtime } from '@holdfast/shared'
import {
  createBundlerDebugIds,
  createFetchTransport,
  createMemoryStore,
  createStackContext,
  createStreamCompressor,
  createSystemClock,
  createTimerScheduler,
} from '@holdfast/shared/web-runtime'
import { createKeepaliveBudget } from './keepaliveBudget.ts'
import { createPageLifecycle } from './pageLifecycle.ts'

export type Page = Pick<Window, 'document' | 'addEventListener' | 'removeEventListener'> &
  typeof globalThis

export const createBrowserRuntime = (window: Page): Runtime => {
  // As they are now: what the page or another SDK wraps later does not see our own traffic.
  const { fetch, setTimeout, clearTimeout, AbortSignal } = window
  const clock = createSystemClock(window)
  const budget = createKeepaliveBudget()
  return {
    clock,
    scheduler: createTimerScheduler<ReturnType<typeof setTimeout>>({ setTimeout, clearTimeout }),
    transport: createFetchTransport({
      globals: { fetch, AbortSignal },
      clock,
      open: (request) => {
        const { keepalive, close } = budget.take(request)
        return {
          init: { keepalive, credentials: 'omit', referrerPolicy: 'strict-origin' },
          close,
        }
      },
    }),
    store: createMemoryStore(),
    lifecycle: createPageLifecycle(window),
    context: createStackContext(),
    random: Math.random,
    compressor: createStreamCompressor(window),
    debugIds: createBundlerDebugIds(window),
  }
}
