import type { Signal, Sink } from '@holdfast/shared'
import {
  type ConsoleFormat,
  type ConsoleSinkOptions,
  createConsoleSink,
  toJsonLine,
  toText,
} from '@holdfast/shared/sinks/console'
import { hasColours } from './hasColours.ts'
import { writeTo } from './writeTo.ts'

/** What a console sink in Node is made from. */
export interface NodeConsoleSinkOptions extends ConsoleSinkOptions {
  /** Default: `'stderr'`, so that what a program answers on `stdout` stays clean. */
  readonly stream?: 'stdout' | 'stderr'
}

/**
 * Shows signals in the terminal, or as lines of JSON where logs are gathered. Coloured where the stream is
 * a terminal; `NO_COLOR` and `FORCE_COLOR` are obeyed.
 *
 * @example
 * const monitor = init({ service: 'checkout', sinks: [consoleSink({ minSeverity: 'warn' })] })
 */
export const consoleSink = (options?: NodeConsoleSinkOptions): Sink => {
  const { stream: name = 'stderr', ...others } = options ?? {}
  if (name !== 'stdout' && name !== 'stderr') {
    const problems = [{ option: 'stream', expected: "'stdout' or 'stderr'" }]
    return { name: others.name ?? 'console', problems }
  }
  return createConsoleSink(
    {
      formatFor: (signal) => formatIn(process.env, signal),
      render: {
        pretty: (signal) => `${toText(signal, hasColours(process[name], process.env))}\n`,
        json: (signal) => `${toJsonLine(signal)}\n`,
      },
      print: (texts) => writeTo(process[name], texts.join('')),
    },
    others,
  )
}

const formatIn = (env: NodeJS.ProcessEnv, { resource }: Signal): ConsoleFormat =>
  (resource.environment ?? env['NODE_ENV']) === 'production' ? 'json' : 'pretty'
