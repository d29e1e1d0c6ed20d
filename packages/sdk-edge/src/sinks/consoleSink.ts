import type { Sink } from '@holdfast/shared'
import {
  type ConsoleCall,
  type ConsoleSinkOptions,
  createConsoleSink,
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
export const consoleSink = (options?: ConsoleSinkOptions): Sink => {
  // As they are now: what captures from the console later does not see our own output.
  const { debug, info, warn, error } = console
  const pristine = { debug, info, warn, error }
  return createConsoleSink<ConsoleCall>(
    {
      formatFor: ({ resource }) =>
        (resource.environment ?? 'production') === 'production' ? 'json' : 'pretty',
      render: {
        pretty: (signal) => ({ level: levelOf(signal), parts: [toText(signal, false)] }),
        json: (signal) => ({ level: levelOf(signal), parts: [toJsonLine(signal)] }),
      },
      print: (calls) => {
        for (const { level, parts } of calls) pristine[level].apply(console, [...parts])
      },
    },
    options,
  )
}
