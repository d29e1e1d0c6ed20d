import type { Sink } from '@holdfast/shared'
import {
  type ConsoleCall,
  type ConsoleSinkOptions,
  createConsoleSink,
  levelOf,
  toDevTools,
  toJsonLine,
} from '@holdfast/shared/sinks/console'

/**
 * Shows signals in the developer tools: at their level, with stacks to click, and the whole signal to
 * unfold.
 *
 * @example
 * const monitor = init({ service: 'shop', sinks: [consoleSink()] })
 */
export const consoleSink = (options?: ConsoleSinkOptions): Sink => {
  // As they are now: what captures from the console later does not see our own output.
  const { debug, info, warn, error } = console
  const pristine = { debug, info, warn, error }
  return createConsoleSink<ConsoleCall>(
    {
      formatFor: () => 'pretty',
      render: {
        pretty: toDevTools,
        json: (signal) => ({ level: levelOf(signal), parts: [toJsonLine(signal)] }),
      },
      print: (calls) => {
        for (const { level, parts } of calls) pristine[level].apply(console, [...parts])
      },
    },
    options,
  )
}
