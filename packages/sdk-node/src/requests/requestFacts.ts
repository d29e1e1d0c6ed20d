import { property } from '@holdfast/shared'
import type { RequestMessage } from './exchange.ts'

/** Of one value of a header, however often it came. */
const headerOf = ({ headers }: RequestMessage, name: string): string | undefined => {
  const value = headers[name]
  return typeof value === 'string' ? value : value?.[0]
}

/** What is longer, or not in plain letters, is no id, and may be meant for whoever reads logs. */
const plain = /^[\w.:+/=@-]{1,128}$/

/** Of a request as the web knows it, too; of what is none, one that says nothing. */
export const toMessage = (given: RequestMessage | Request): RequestMessage => {
  const headers = property(given, 'headers')
  if (typeof headers !== 'object' || headers === null) return { headers: {} }
  if (!(headers instanceof Headers)) return given as RequestMessage
  const { method, url } = given
  return { method, url, headers: Object.fromEntries(headers) }
}

/** As the client, or a proxy before us, has named the request; or a name of our own. */
export const readRequestId = (message: RequestMessage, header: string): string => {
  const told = headerOf(message, header)
  return told !== undefined && plain.test(told) ? told : crypto.randomUUID()
}

/** Those of the standards: a client may send any word, and metrics are told by it. */
const methods = /^(?:GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH|QUERY)$/

export const methodOf = ({ method = '' }: RequestMessage): string =>
  methods.test(method) ? method : '_OTHER'

/** Without what follows the path. */
const pathOf = ({ url = '' }: RequestMessage): string => {
  return url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[?#].*/s, '')
}

/** By the name that the client called us, which is all that a server knows of its own address. */
export const addressOf = (message: RequestMessage, withQuery: boolean): string => {
  const { url: whole = '' } = message
  const url = withQuery ? whole : whole.replace(/[?#].*/s, '')
  const host = headerOf(message, 'host') ?? headerOf(message, ':authority')
  if (host === undefined || !url.startsWith('/')) return url
  const isSecure =
    headerOf(message, ':scheme') === 'https' ||
    property(property(message, 'socket'), 'encrypted') === true
  return `${isSecure ? 'https' : 'http'}://${host}${url}`
}

/** Whether its path is among those of a list, or fits one of the expressions, whose place is nobody's: no `test`. */
export const isListed = (list: readonly (string | RegExp)[], message: RequestMessage): boolean => {
  if (list.length === 0) return false
  const path = pathOf(message)
  return list.some((one) => (typeof one === 'string' ? one === path : path.search(one) >= 0))
}

/** Of what it announces; nothing where it has none, or does not say. As `headers` it would all be read, at each request. */
export const bodyBytes = (rawHeaders: readonly string[]): number | undefined => {
  const text = rawHeader(rawHeaders, 'content-length')
  return text === undefined ? undefined : Number(text)
}

export const hasBody = (rawHeaders: readonly string[]): boolean =>
  (bodyBytes(rawHeaders) ?? 0) > 0 || rawHeader(rawHeaders, 'transfer-encoding') !== undefined

const rawHeader = (rawHeaders: readonly string[], wanted: string): string | undefined => {
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? ''
    if (name.length === wanted.length && name.toLowerCase() === wanted) return rawHeaders[index + 1]
  }
  return undefined
}
