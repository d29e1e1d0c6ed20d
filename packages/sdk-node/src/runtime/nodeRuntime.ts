import { type Runtime, until } from '@holdfast/shared'
import {
  createFetchTransport,
  createMemoryStore,
  createSystemClock,
  createTimerScheduler,
} from '@holdfast/shared/web-runtime'
import { createAsyncContext } from '../context/asyncContext.ts'
import { blockingSend } from './blockingSend.ts'
import { createProcessLifecycle } from './processLifecycle.ts'

export const createNodeRuntime = (): Runtime => {
  const { fetch, setTimeout, clearTimeout, AbortController } = globalThis
  const clock = createSystemClock(globalThis)
  const scheduler = createTimerScheduler<NodeJS.Timeout>({ setTimeout, clearTimeout }, (timer) =>
    timer.unref(),
  )
  return {
    clock,
    scheduler,
    transport: {
      ...createFetchTransport({ globals: { fetch, AbortController }, clock, scheduler }),
      sendBlocking: (requests, deadline) => blockingSend(requests, until(deadline, clock.now())),
    },
    store: createMemoryStore(),
    lifecycle: createProcessLifecycle(process),
    context: createAsyncContext(),
    random: Math.random,
  }
}
