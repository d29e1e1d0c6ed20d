import type { Sink } from '@holdfast/shared'
import {
  type ConsoleCall,
  type ConsoleSinkOptions,
  createConsoleSink,
  createPrinter,
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
export const consoleSink = (options?: ConsoleSinkOptions): Sink =>
  createConsoleSink<ConsoleCall>(
    {
      formatFor: () => 'pretty',
      render: {
        pretty: toDevTools,
        json: (signal) => ({ level: levelOf(signal), parts: [toJsonLine(signal)] }),
      },
      print: createPrinter(console),
    },
    options,
  )
