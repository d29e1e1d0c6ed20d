import {
  createMonitor,
  describeProblems,
  type Monitor,
  type MonitorOptions,
  readOptions,
} from '@holdfast/shared'
import { globalErrors } from './instruments/globalErrors.ts'
import { createBrowserRuntime } from './runtime/browserRuntime.ts'
import { sdk } from './sdk.ts'

/**
 * Starts monitoring a page. With wrong options it says so once in the console, and returns a monitor
 * that works and does nothing: a page never breaks over its monitoring.
 *
 * @example
 * const monitor = init({
 *   service: 'shop',
 *   sinks: [sentry({ dsn: 'https://0123456789abcdef@errors.example.com/42' })],
 * })
 */
export const init = (options: MonitorOptions): Monitor => {
  const read = readOptions(options)
  if (!read.ok) {
    console.warn(describeProblems(read.problems))
    return init({ service: 'none', sinks: [], globalErrors: false })
  }
  return createMonitor(read.settings, {
    runtime: createBrowserRuntime(window),
    sdk,
    platform: { name: 'browser' },
    instruments: read.settings.globalErrors ? [globalErrors(window)] : [],
    print: ({ code, text }) => console.debug(`[holdfast] ${code}: ${text}`),
  })
}
