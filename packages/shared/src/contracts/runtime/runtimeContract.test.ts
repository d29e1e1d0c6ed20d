import { afterAll, describe, test } from 'vitest'
import type { Runtime } from '../../ports/runtime.ts'
import { startFaultyUrls } from '../../testing/faultySink/startFaultyUrls.ts'
import { createFetchTransport } from '../../webRuntime/fetchTransport.ts'
import { createMemoryStore } from '../../webRuntime/memoryStore.ts'
import { createQuietLifecycle } from '../../webRuntime/quietLifecycle.ts'
import { createStackContext } from '../../webRuntime/stackContext.ts'
import { createStreamCompressor } from '../../webRuntime/streamCompressor.ts'
import { createSystemClock } from '../../webRuntime/systemClock.ts'
import { createTimerScheduler } from '../../webRuntime/timerScheduler.ts'
import type { ContractCase } from '../contractCase.ts'
import { createFake, fakeOptions } from './fakeHome.ts'
import { runtimeContract } from './runtimeContract.ts'

const testAll = (cases: readonly ContractCase[]): void => {
  for (const { name, run, skipped } of cases) {
    test.skipIf(skipped)(skipped ? `${name} (${skipped})` : name, run)
  }
}

describe('the fake runtime', () => testAll(runtimeContract(createFake, fakeOptions)))

describe('the parts of every web-standard host', async () => {
  const servers = await startFaultyUrls()
  afterAll(() => servers.stop())

  const createWebRuntime = (): Runtime => {
    const { fetch, AbortSignal, setTimeout, clearTimeout } = globalThis
    const clock = createSystemClock(globalThis)
    const scheduler = createTimerScheduler<NodeJS.Timeout>({ setTimeout, clearTimeout })
    return {
      clock,
      scheduler,
      transport: createFetchTransport({ globals: { fetch, AbortSignal }, clock }),
      store: createMemoryStore(),
      lifecycle: createQuietLifecycle(),
      context: createStackContext(),
      random: Math.random,
      compressor: createStreamCompressor(globalThis),
    }
  }
  testAll(runtimeContract(createWebRuntime, { urls: servers.urls, wallNow: Date.now }))
})
