import { once } from 'node:events'
import { isMainThread, Worker } from 'node:worker_threads'
import { runtimeMetrics } from '@holdfast/node/runtime'
import { startMonitor } from './monitor.mjs'

const monitor = startMonitor({ store: false, instruments: [runtimeMetrics()] })
await new Promise((resolve) => setTimeout(resolve, 100))
await monitor.flush()
if (isMainThread) await once(new Worker(new URL(import.meta.url)), 'exit')
