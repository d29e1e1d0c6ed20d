import {
  createIdleMonitor,
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
 * Starts monitoring a page. With wrong options, or where there is no page, it says so in the console,
 * and returns a monitor that works and does nothing: a page never breaks over its monitoring.
 *
 * @example
 * const monitor = init({
 *   service: 'shop',
 *   sinks: [sentry({ dsn: 'https://0123456789abcdef@errors.example.com/42' })],
 * })
 */
export const init = (options: MonitorOptions): Monitor => {
  const read = readOptions(options)
  if (!read.ok) return idle(describeProblems(read.problems))
  if (typeof window === 'undefined')
    return idle('Holdfast for the browser was started without one.')
  return createMonitor(read.settings, {
    runtime: createBrowserRuntime(window),
    sdk,
    platform: { name: 'browser' },
    instruments: read.settings.globalErrors ? [globalErrors(window)] : [],
    print: ({ code, text }) => console.debug(`[holdfast] ${code}: ${text}`),
  })
}

const idle = (why: string): Monitor => {
  console.warn(why)
  return createIdleMonitor()
}
