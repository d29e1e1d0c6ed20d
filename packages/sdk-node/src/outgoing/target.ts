/** Where a request goes, as its client has it. */
export interface Target {
  readonly method: string
  readonly origin: string
  /** Without the query. */
  readonly path: string
}

const longestPath = 1_000
const absolute = /^https?:\/\//i

/** Parts that are no texts are taken for empty ones: what publishes may be of any version. */
const toTarget = (method: unknown, origin: unknown, path: unknown): Target => {
  const name = typeof method === 'string' ? method : ''
  const whole = typeof path === 'string' ? path : ''
  // To a proxy the whole URL is sent.
  if (absolute.test(whole) && URL.canParse(whole)) {
    const url = new URL(whole)
    return { method: name, origin: url.origin, path: clip(url.pathname) }
  }
  return { method: name, origin: String(origin), path: clip(whole.split(/[?#]/, 1)[0] ?? '') }
}

const clip = (path: string): string => path.slice(0, longestPath)

/** A request of undici, be it the app's own or the one in Node. */
export const undiciTarget = (request: UndiciRequest): Target =>
  toTarget(request.method, request.origin, request.path)

/** As much as is read of it. */
export interface UndiciRequest {
  readonly method?: unknown
  readonly origin?: unknown
  readonly path?: unknown
}

/** A request of `node:http`: its port is told by nothing but the header, which may name another host. */
export const httpTarget = (request: HttpRequest): Target => {
  const { host = '' } = request
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
  const said = request.getHeader?.('host')
  const isSame = typeof said === 'string' && (said === name || said.startsWith(`${name}:`))
  return toTarget(request.method, `${request.protocol}//${isSame ? said : name}`, request.path)
}

/** As much as is read of it. */
export interface HttpRequest {
  readonly method?: unknown
  readonly protocol?: unknown
  readonly host?: string
  readonly path?: unknown
  readonly agent?: unknown
  getHeader?(name: string): unknown
}
