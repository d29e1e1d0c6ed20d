import { createMonitor, type Monitor, type MonitorHost, type Settings } from '@holdfast/shared'
import { createEdgeRuntime } from './runtime/edgeRuntime.ts'
import { sdk } from './sdk.ts'

type Added = Pick<MonitorHost, 'instruments' | 'captureError'>

/** A monitor with the edge's parts. */
export const startMonitor = (settings: Settings, added: Added): Monitor =>
  createMonitor(settings, {
    ...added,
    runtime: createEdgeRuntime(),
    sdk,
    platform: { name: 'edge' },
    print: ({ code, text }) => console.debug(`[holdfast] ${code}: ${text}`),
  })
