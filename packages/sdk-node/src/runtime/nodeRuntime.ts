import type { Runtime } from '@holdfast/shared'
import {
  createFetchTransport,
  createMemoryStore,
  createSystemClock,
  createTimerScheduler,
} from '@holdfast/shared/web-runtime'
import { createAsyncContext } from '../context/asyncContext.ts'
import { createProcessLifecycle } from './processLifecycle.ts'
import { createProcessTransport } from './processTransport.ts'

export const createNodeRuntime = (): Runtime => {
  const { fetch, setTimeout, clearTimeout, AbortSignal } = globalThis
  const clock = createSystemClock(globalThis)
  const transport = createFetchTransport({ globals: { fetch, AbortSignal }, clock })
  return {
    clock,
    scheduler: createTimerScheduler<NodeJS.Timeout>({ setTimeout, clearTimeout }, (timer) =>
      timer.unref(),
    ),
    transport: createProcessTransport(transport, clock),
    store: createMemoryStore(),
    lifecycle: createProcessLifecycle(process),
    context: createAsyncContext(),
    random: Math.random,
  }
}
