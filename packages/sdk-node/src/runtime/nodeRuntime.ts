import type { Runtime } from '@holdfast/shared'
import {
  createMemoryStore,
  createSystemClock,
  createTimerScheduler,
} from '@holdfast/shared/web-runtime'
import { createAsyncContext } from '../context/asyncContext.ts'
import { createHttpTransport } from './httpTransport.ts'
import { createProcessLifecycle } from './processLifecycle.ts'
import { createProcessTransport } from './processTransport.ts'

export const createNodeRuntime = (): Runtime => {
  const { setTimeout, clearTimeout } = globalThis
  const clock = createSystemClock(globalThis)
  return {
    clock,
    scheduler: createTimerScheduler<NodeJS.Timeout>({ setTimeout, clearTimeout }, (timer) =>
      timer.unref(),
    ),
    transport: createProcessTransport(createHttpTransport(clock), clock),
    store: createMemoryStore(),
    lifecycle: createProcessLifecycle(process),
    context: createAsyncContext(),
    random: Math.random,
  }
}
