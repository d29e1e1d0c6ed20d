import { type MisconfiguredSink, property, type WireSink } from '@holdfast/shared'
import { withPacking } from '@holdfast/shared/sinks/http'
import { sentry as plainSentry, type SentryOptions } from '@holdfast/shared/sinks/sentry'

/** What a sink for Sentry is made from, in Node. */
export interface NodeSentryOptions extends SentryOptions {
  /**
   * Packs envelopes of 8,192 characters or more by gzip, off the main thread. A server that refuses them gets
   * them plain. Default: `true`.
   */
  readonly compress?: boolean
}

/** A full batch of logs is twice as long; below, packing costs more than it saves: `bench/node/packing.mjs`. */
const shortestPacked = 8_192

/**
 * Ships signals to Sentry, or to any server that takes its envelopes.
 *
 * @example
 * sentry({ dsn: 'https://0123456789abcdef@errors.example.com/42' })
 */
export const sentry = (options: NodeSentryOptions): WireSink | MisconfiguredSink => {
  const sink = plainSentry(options)
  const compress: unknown = property(options, 'compress') ?? true
  if (typeof compress !== 'boolean') {
    const known = 'problems' in sink ? sink.problems : []
    return { name: sink.name, problems: [...known, { option: 'compress', expected: 'a boolean' }] }
  }
  return 'problems' in sink || !compress ? sink : withPacking(sink, shortestPacked)
}
