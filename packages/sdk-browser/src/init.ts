import {
  createMonitor,
  describeProblems,
  type MonitorOptions,
  type PageMonitor,
  readOptions,
  type Settings,
} from '@holdfast/shared'
import { globalErrors } from './instruments/globalErrors.ts'
import { createBrowserRuntime } from './runtime/browserRuntime.ts'
import { sdk } from './sdk.ts'

/** So that a batch, whose stacks grow when they are parsed, can outlive its page: 64 KiB at most. */
const batchBytes = 24 * 1_024

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
export const init = (options: MonitorOptions): PageMonitor => {
  const { settings, problems } = readOptions(options, { batchBytes, isPage: true })
  if (problems.length > 0) return startIdle(settings, describeProblems(problems))
  if (typeof window === 'undefined') return startIdle(settings, 'Holdfast found no page.')
  return start(settings)
}

const startIdle = (settings: Settings, why: string): PageMonitor => {
  console.warn(why)
  return start({ ...settings, sinks: [], globalErrors: false })
}

const start = (settings: Settings): PageMonitor =>
  createMonitor(settings, {
    runtime: createBrowserRuntime(globalThis),
    sdk,
    platform: { name: 'browser' },
    instruments: settings.globalErrors ? [globalErrors(window)] : [],
    print: ({ code, text }) => console.debug(`[holdfast] ${code}: ${text}`),
  })
