import { runtimeContract } from '@holdfast/shared/contracts'
import { type FaultyUrls, startFaultyUrls } from '@holdfast/shared/testing'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { createNodeRuntime } from './nodeRuntime.ts'

/** The cases are named before the servers run, so they get to know the addresses later. */
const lateUrls = (servers: () => FaultyUrls): FaultyUrls['urls'] =>
  new Proxy({} as FaultyUrls['urls'], {
    get: (_, name) => Reflect.get(servers().urls, name),
  })
