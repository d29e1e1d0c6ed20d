import type { MisconfiguredSink, WireSink } from '../../ports/sink.ts'
import { property } from '../../primitives/attempt.ts'
import { encodeEnvelope } from './encodeEnvelope.ts'
import { interpretAnswer } from './interpretAnswer.ts'
import { toEnvelopeUrl } from './toEnvelopeUrl.ts'

/** What {@link sentry} is made from. */
export interface SentryOptions {
  /** The project's client key: `https://<key>@<host>/<project>`. */
  readonly dsn: string
  /** Names the sink in the ledger. Default: `'sentry'`. */
  readonly name?: string
}

/**
 * Ships signals to Sentry, or to any server that takes its envelopes.
 *
 * @example
 * sentry({ dsn: 'https://0123456789abcdef@errors.example.com/42' })
 */
export const sentry = (options: SentryOptions): WireSink | MisconfiguredSink => {
  const name = options?.name ?? 'sentry'
  const url = toEnvelopeUrl(property(options, 'dsn'))
  if (!url) {
    const expected = 'a DSN: https://<key>@<host>/<project number>'
    return { name, problems: [{ option: 'dsn', expected }] }
  }
  return {
    name,
    accepts: (signal) => signal.kind === 'error',
    encode: (signals, sentAt, losses) => {
      const errors = signals.filter((signal) => signal.kind === 'error')
      // Losses are told without any, too.
      return (errors.length > 0 ? errors : [undefined]).flatMap((signal, index) =>
        encodeEnvelope(signal, { url, sentAt, losses: index > 0 ? [] : losses }),
      )
    },
    interpret: interpretAnswer,
  }
}
