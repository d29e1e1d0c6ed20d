import type { Sink } from '@holdfast/shared'
import {
  type ConsoleCall,
  type ConsoleSinkOptions,
  createConsoleSink,
  createPrinter,
  levelOf,
  toJsonLine,
  toText,
} from '@holdfast/shared/sinks/console'

/**
 * Shows signals in the platform's logs, at their level: as lines of JSON, or as text where the monitor's
 * `environment` is another than `'production'`.
 *
 * @example
 * export default withMonitor({ service: 'resize', sinks: [consoleSink()] }, handler)
 */
export const consoleSink = (options?: ConsoleSinkOptions): Sink =>
  createConsoleSink<ConsoleCall>(
    {
      formatFor: ({ resource }) =>
        (resource.environment ?? 'production') === 'production' ? 'json' : 'pretty',
      render: {
        pretty: (signal) => ({ level: levelOf(signal), parts: [toText(signal, false)] }),
        json: (signal) => ({ level: levelOf(signal), parts: [toJsonLine(signal)] }),
      },
      print: createPrinter(console),
    },
    options,
  )
