import type { ConfigProblem } from '../../model/configProblem.ts'
import type { MisconfiguredSink, WireSink } from '../../ports/sink.ts'
import { attempt, property } from '../../primitives/attempt.ts'
import { interpretStatus } from '../interpretStatus.ts'
import { isHttpUrl } from '../isHttpUrl.ts'
import { encodeBatches } from './encodeBatches.ts'

/** What {@link http} is made from. */
export interface HttpOptions {
  /** Where batches are posted. `http:` or `https:`. */
  readonly url: string
  /** Sent with each request, such as an `authorization`. Default: none. */
  readonly headers?: Readonly<Record<string, string>>
  /** Names the sink in the ledger. Default: `'http'`. */
  readonly name?: string
}

/**
 * Ships signals to any HTTP endpoint, as JSON batches in the format that `docs/wire-format.md`
 * describes.
 *
 * @example
 * http({ url: 'https://signals.example.com/in', headers: { authorization: `Bearer ${token}` } })
 */
export const http = (options: HttpOptions): WireSink | MisconfiguredSink => {
  const name = options?.name ?? 'http'
  const problems = checkHttpOptions(options)
  if (problems.length > 0) return { name, problems }
  const { url } = options
  const headers = Object.fromEntries(
    Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  )
  return {
    name,
    accepts: () => true,
    encode: (signals, sentAt, losses) => encodeBatches(signals, { url, headers, sentAt, losses }),
    interpret: interpretStatus,
  }
}

const checkHttpOptions = (options: unknown): readonly ConfigProblem[] => [
  ...(isHttpUrl(property(options, 'url'))
    ? []
    : [{ option: 'url', expected: 'an http: or https: URL' }]),
  ...(isHeaders(property(options, 'headers'))
    ? []
    : [{ option: 'headers', expected: 'an object of names and values that HTTP allows' }]),
]

const isHeaders = (headers: unknown): boolean =>
  headers === undefined ||
  (typeof headers === 'object' &&
    headers !== null &&
    !(Symbol.iterator in headers) &&
    attempt(() => Object.entries(headers).every(isHeader), false))

/** As HTTP allows: a header that no host would send must not be found out by failing for ever. */
const isHeader = ([name, value]: readonly [string, unknown]): boolean =>
  /^[\w!#$%&'*+.^`|~-]+$/.test(name) &&
  !/^(?:connection|content-length|expect|host|transfer-encoding)$/i.test(name) &&
  typeof value === 'string' &&
  /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
