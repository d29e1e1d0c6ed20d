import { type Dsn, parseDsn } from '../sinks/sentry/parseDsn.ts'
import type { RelayRequest } from './relayHost.ts'

/** Whichever way it is written: the protocol is not the client's to choose. */
const isSame = (one: Dsn, other: Dsn): boolean =>
  one.key === other.key && one.name.toLowerCase() === other.name.toLowerCase()

/**
 * The listed DSN that an envelope is for. Its own word comes first; a client that gives none says by
 * a key, and by the path where it is Sentry's own, which it means. Nothing else is ever posted to.
 * https://develop.sentry.dev/sdk/overview/#authentication
 */
export const findDsn = (
  listed: readonly Dsn[],
  named: unknown,
  { url, header }: RelayRequest,
): Dsn | undefined => {
  if (named !== undefined) {
    const dsn = parseDsn(named)
    return dsn && listed.find((one) => isSame(one, dsn))
  }
  const [, key] =
    /[?&]sentry_key=(\w+)/.exec(url) ??
    /^sentry\b.*?\bsentry_key=(\w+)/i.exec((header('x-sentry-auth') ?? '').slice(0, 1_024)) ??
    []
  const [, project] = /\/api\/(\d+)\/envelope/.exec(url) ?? []
  const meant = listed.filter(
    (one) => one.key === key && (project === undefined || one.project === project),
  )
  return meant.length === 1 ? meant[0] : undefined
}
