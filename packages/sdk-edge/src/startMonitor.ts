import {
  createCheckIns,
  createMonitor,
  createUsage,
  type MonitorHost,
  type ServerMonitor,
  type Settings,
} from '@holdfast/shared'
import { createEdgeRuntime } from './runtime/edgeRuntime.ts'
import { sdk } from './sdk.ts'

type Added = Partial<Pick<MonitorHost, 'instruments' | 'captureError'>>

/** A monitor with the edge's parts. */
export const startMonitor = (
  settings: Settings,
  { instruments = [], ...added }: Added = {},
): ServerMonitor => {
  const runtime = createEdgeRuntime()
  const { checkIn, ...checkIns } = createCheckIns()
  const { interval } = settings.metrics
  const { usage, ...meters } = createUsage({ ...runtime, interval, sinks: settings.sinks })
  const monitor = createMonitor(settings, {
    ...added,
    instruments: [...instruments, checkIns, meters],
    runtime,
    sdk,
    platform: { name: 'edge' },
    print: ({ code, text }) => console.debug(`[holdfast] ${code}: ${text}`),
  })
  return { ...monitor, checkIn, usage }
}
