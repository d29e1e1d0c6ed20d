import type { RelayRequest } from './relayHost.ts'

export interface OriginSettings {
  /** In lower case. */
  readonly origins: ReadonlySet<string> | '*'
  readonly sameOrigin: boolean
  readonly withoutOrigin: boolean
}

/** Whether a page may send to the relay, and what every answer tells its browser. */
export interface OriginJudgement {
  readonly isAllowed: boolean
  readonly headers: Readonly<Record<string, string>>
}

const varies = { vary: 'Origin' }
const exposed = { 'access-control-expose-headers': 'Retry-After' }

/** What a preflight is told besides: https://fetch.spec.whatwg.org/#http-cors-protocol */
export const preflightHeaders: Readonly<Record<string, string>> = {
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'content-type, content-encoding, idempotency-key, x-sentry-auth',
  'access-control-max-age': '7200',
}

/** What stands in an answer is a listed origin, never what the request says. */
export const judgeOrigin = (request: RelayRequest, settings: OriginSettings): OriginJudgement => {
  const { origins, sameOrigin, withoutOrigin } = settings
  const origin = request.header('origin')?.toLowerCase()
  if (origin === undefined) {
    // Browsers name the origin of every POST, so that this is none, or one that hides something.
    const isOfPage = /^(?:cross-site|same-site)$/.test(request.header('sec-fetch-site') ?? '')
    return { isAllowed: withoutOrigin && !isOfPage, headers: varies }
  }
  if (origins === '*') {
    return { isAllowed: true, headers: { 'access-control-allow-origin': '*', ...exposed } }
  }
  if (origins.has(origin)) {
    const allowed = {
      'access-control-allow-origin': origin,
      // Of `sendBeacon`, which always sends cookies; nobody reads them here.
      'access-control-allow-credentials': 'true',
    }
    return { isAllowed: true, headers: { ...varies, ...allowed, ...exposed } }
  }
  return { isAllowed: sameOrigin && isOwn(origin, request), headers: varies }
}

const isOwn = (origin: string, { url, header }: RelayRequest): boolean => {
  const host = header('host') ?? /^https?:\/\/([^/?#]+)/i.exec(url)?.[1] ?? ''
  const [, scheme, own] = /^(https?):\/\/(.+)$/.exec(origin) ?? []
  const port = scheme === 'https' ? /:443$/ : /:80$/
  return own !== undefined && own === host.toLowerCase().replace(port, '')
}
