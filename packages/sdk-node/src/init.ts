import {
  checkOptions,
  createMonitor,
  HoldfastConfigError,
  type Monitor,
  type MonitorOptions,
} from '@holdfast/shared'
import { globalErrors } from './instruments/globalErrors.ts'
import { createNodeRuntime } from './runtime/nodeRuntime.ts'
import { sdk } from './sdk.ts'

export interface NodeOptions extends MonitorOptions {
  /** Capture uncaught exceptions and unhandled rejections. Default: `true`. */
  readonly globalErrors?: boolean
}

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
export const init = (options: NodeOptions): Monitor => {
  const problems = checkOptions(options, ['globalErrors'])
  if (problems.length > 0) throw new HoldfastConfigError(problems)
  return createMonitor(options, {
    runtime: createNodeRuntime(),
    sdk,
    platform: { name: 'node', version: process.version },
    instruments: options.globalErrors === false ? [] : [globalErrors(process)],
    print: ({ code, text }) => process.stderr.write(`[holdfast] ${code}: ${text}\n`),
  })
}
