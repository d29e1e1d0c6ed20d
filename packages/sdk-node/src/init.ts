import {
  createMonitor,
  HoldfastConfigError,
  type Monitor,
  type MonitorOptions,
  readOptions,
} from '@holdfast/shared'
import { globalErrors } from './instruments/globalErrors.ts'
import { createNodeRuntime } from './runtime/nodeRuntime.ts'
import { sdk } from './sdk.ts'

/**
 * Starts monitoring a process.
 *
 * @throws {HoldfastConfigError} naming every option that is wrong.
 * @example
 * const monitor = init({
 *   service: 'checkout',
 *   sinks: [sentry({ dsn: 'https://0123456789abcdef@errors.example.com/42' })],
 * })
 */
export const init = (options: MonitorOptions): Monitor => {
  const read = readOptions(options)
  if (!read.ok) throw new HoldfastConfigError(read.problems)
  return createMonitor(read.settings, {
    runtime: createNodeRuntime(),
    sdk,
    platform: { name: 'node', version: process.version },
    instruments: read.settings.globalErrors ? [globalErrors(process)] : [],
    print: ({ code, text }) => process.stderr.write(`[holdfast] ${code}: ${text}\n`),
  })
}
