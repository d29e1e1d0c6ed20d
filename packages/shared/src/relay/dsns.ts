import { parseDsn } from '../sinks/sentry/parseDsn.ts'
import type { RelayRequest } from './relayHost.ts'

/** A DSN that envelopes may be forwarded to. */
export interface Dsn {
  readonly text: string
  /** Where its envelopes are posted, with its own key. */
  readonly url: string
  /** Its host, path and project: what an operator knows it by. */
  readonly name: string
  readonly key: string
  readonly project: string
}

export const readDsn = (text: unknown): Dsn | undefined => {
  const url = parseDsn(text)?.url
  const match = /^https?:\/\/(.+)\/api\/(\d+)\/envelope\/\?.*&sentry_key=(\w+)/i.exec(url ?? '')
  if (!match || url === undefined) return undefined
  const [, place = '', project = '', key = ''] = match
  return { text: String(text), url, name: `${place}/${project}`, key, project }
}

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
    const dsn = readDsn(named)
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
