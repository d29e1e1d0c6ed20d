import { createMonitor, type Instrument, type Monitor, type MonitorOptions } from '@holdfast/shared'
import { createEdgeRuntime } from './runtime/edgeRuntime.ts'
import { sdk } from './sdk.ts'

/** A monitor with the edge's parts; the options must have been checked. */
export const startMonitor = (
  options: MonitorOptions,
  instruments: readonly Instrument[],
): Monitor =>
  createMonitor(options, {
    runtime: createEdgeRuntime(),
    sdk,
    platform: { name: 'edge' },
    instruments,
    print: ({ code, text }) => console.debug(`[holdfast] ${code}: ${text}`),
  })
