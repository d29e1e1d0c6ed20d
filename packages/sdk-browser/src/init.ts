import {
  checkOptions,
  createMonitor,
  describeProblems,
  type Monitor,
  type MonitorOptions,
} from '@holdfast/shared'
import { globalErrors } from './instruments/globalErrors.ts'
import { createBrowserRuntime, type Page } from './runtime/browserRuntime.ts'
import { sdk } from './sdk.ts'

export interface BrowserOptions extends MonitorOptions {
  /** Capture what nobody caught: `error` and `unhandledrejection`. Default: `true`. */
  readonly globalErrors?: boolean
}

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
export const init = (options: BrowserOptions): Monitor => {
  const problems = checkOptions(options, ['globalErrors'])
  if (problems.length === 0) return start(options, window)
  console.warn(describeProblems(problems))
  return start({ service: 'none', sinks: [], globalErrors: false }, window)
}

const start = (options: BrowserOptions, page: Page): Monitor =>
  createMonitor(options, {
    runtime: createBrowserRuntime(page),
    sdk,
    platform: { name: 'browser' },
    instruments: options.globalErrors === false ? [] : [globalErrors(page)],
    print: ({ code, text }) => console.debug(`[holdfast] ${code}: ${text}`),
  })
