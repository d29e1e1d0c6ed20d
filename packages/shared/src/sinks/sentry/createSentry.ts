import type { ConfigProblem } from '../../model/configProblem.ts'
import { type SignalKind, signalKinds } from '../../model/signal.ts'
import type { MisconfiguredSink, WireSink } from '../../ports/sink.ts'
import { property } from '../../primitives/attempt.ts'
import { areKinds } from '../areKinds.ts'
import { expectedPlace, isPlace } from '../isPlace.ts'
import { problemsOf } from '../problemsOf.ts'
import { encodeEnvelopes } from './encodeEnvelopes.ts'
import { interpretAnswer } from './interpretAnswer.ts'
import type { Encoders } from './items/item.ts'
import { type Dsn, parseDsn } from './parseDsn.ts'

/** What a sink for Sentry is made from. */
export interface SentryOptions {
  /** The project's client key: `https://<key>@<host>/<project>`. */
  readonly dsn: string
  /**
   * A place of your own that passes envelopes on, such as a relay: an `http:` or `https:` URL, or in a
   * browser a path. Default: none, they go where the DSN says.
   */
  readonly tunnel?: string
  /** What it is sent. Default: all kinds; logs, events and metrics count against quotas of their own. */
  readonly kinds?: readonly SignalKind[]
  /** Names the sink in the ledger. Default: `'sentry'`. */
  readonly name?: string
}

interface SentryHost {
  /** What it can tell there. */
  readonly encoders: Encoders
  readonly contentType: string
  /** Whether it has an origin that a path belongs to. */
  readonly isPage: boolean
}

export const createSentry = (
  options: SentryOptions,
  { isPage, ...host }: SentryHost,
): WireSink | MisconfiguredSink => {
  const name = options?.name ?? 'sentry'
  const dsn = parseDsn(property(options, 'dsn'))
  const problems = check(options, dsn, isPage)
  if (!dsn || problems.length > 0) return { name, problems }
  const { tunnel, kinds = signalKinds } = options
  const place = tunnel === undefined ? dsn : { url: tunnel, dsn: dsn.text }
  return {
    name,
    accepts: ({ kind }) => kind in host.encoders && kinds.includes(kind),
    encode: (signals, sentAt, losses) =>
      encodeEnvelopes(signals, { ...host, ...place, sentAt, losses }),
    interpret: interpretAnswer,
  }
}

const check = (
  options: unknown,
  dsn: Dsn | undefined,
  isPage: boolean,
): readonly ConfigProblem[] => {
  const tunnel = property(options, 'tunnel')
  const kinds = property(options, 'kinds')
  return problemsOf([
    [dsn !== undefined, 'dsn', 'a DSN: https://<key>@<host>/<project number>'],
    [tunnel === undefined || isPlace(tunnel, isPage), 'tunnel', expectedPlace(isPage)],
    [kinds === undefined || areKinds(kinds), 'kinds', `some of: ${signalKinds.join(', ')}`],
  ])
}
