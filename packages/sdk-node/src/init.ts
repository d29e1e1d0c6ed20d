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
  const { settings, problems } = readOptions(options)
  if (problems.length > 0) throw new HoldfastConfigError(problems)
  return createMonitor(settings, {
    runtime: createNodeRuntime(),
    sdk,
    platform: { name: 'node', version: process.version },
    instruments: settings.globalErrors ? [globalErrors(process)] : [],
    print: ({ code, text }) => console.error(`[holdfast] ${code}: ${text}`),
  })
}
