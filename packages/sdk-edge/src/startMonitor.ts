import { createMonitor, type Instrument, type Monitor, type Settings } from '@holdfast/shared'
import { createEdgeRuntime } from './runtime/edgeRuntime.ts'
import { sdk } from './sdk.ts'

/** A monitor with the edge's parts. */
export const startMonitor = (settings: Settings, instruments: readonly Instrument[]): Monitor =>
  createMonitor(settings, {
    runtime: createEdgeRuntime(),
    sdk,
    platform: { name: 'edge' },
    instruments,
    print: ({ code, text }) => console.debug(`[holdfast] ${code}: ${text}`),
  })
