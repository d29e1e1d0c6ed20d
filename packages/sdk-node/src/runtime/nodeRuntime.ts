import type { ContextStore, Runtime } from '@holdfast/shared'
import {
  createBundlerDebugIds,
  createMemoryStore,
  createTimerScheduler,
} from '@holdfast/shared/web-runtime'
import { createAsyncContext } from '../context/asyncContext.ts'
import { createSpool } from '../spool/createSpool.ts'
import type { StoreSettings } from '../spool/storeOptions.ts'
import { createHttpTransport } from './httpTransport.ts'
import { createProcessClock } from './processClock.ts'
import { createProcessLifecycle } from './processLifecycle.ts'
import { createProcessTransport } from './processTransport.ts'
import { createProxies } from './proxies.ts'
import type { TerminationSignal } from './terminationSignals.ts'
import { createZlibCompressor } from './zlibCompressor.ts'

/** What a runtime of Node is told; without it, nothing is kept on disk. */
interface NodeRuntimeOptions {
  readonly service?: string
  readonly store?: StoreSettings | false
  readonly context?: ContextStore
  /** Told of as `term`. Default: none. */
  readonly signals?: readonly TerminationSignal[]
  /** In the place of what the environment says. */
  readonly proxy?: string | false | undefined
  /** Hears of variables of the environment that are no use. */
  readonly tell?: (text: string) => void
}

export const createNodeRuntime = ({
  service = '',
  store = false,
  context = createAsyncContext(),
  signals = [],
  proxy,
  tell,
}: NodeRuntimeOptions = {}): Runtime => {
  const { setTimeout, clearTimeout } = globalThis
  const clock = createProcessClock()
  const scheduler = createTimerScheduler<NodeJS.Timeout>({ setTimeout, clearTimeout }, (timer) =>
    timer.unref(),
  )
  const lifecycle = createProcessLifecycle(process, signals)
  const proxyOf = createProxies({ proxy, tell })
  return {
    clock,
    scheduler,
    transport: createProcessTransport(createHttpTransport(clock, proxyOf), clock, proxyOf),
    store: store
      ? createSpool({ service, settings: store, clock, scheduler, lifecycle })
      : createMemoryStore(),
    lifecycle,
    context,
    random: Math.random,
    compressor: createZlibCompressor(),
    debugIds: createBundlerDebugIds(globalThis),
  }
}
