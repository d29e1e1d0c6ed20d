import type { Finishing, WireSink } from '../../ports/sink.ts'
import type { WireAnswer, WireRequest } from '../../ports/wire.ts'
import { attempt, property } from '../../primitives/attempt.ts'
import type { HttpHeaders, HttpOptions } from './httpOptions.ts'
import { isHeaders, toLowerCase } from './isHeaders.ts'

/** Shorter ones are hardly made shorter. */
const shortestPacked = 1_024

/** What a sink adds to its requests as they are sent. */
export interface RequestFinish {
  readonly finish: NonNullable<WireSink['finish']>
  /** Whether a refusal may be the fault of what was added, so that another attempt can mend it. */
  mayBeMended(answer: WireAnswer, request: WireRequest): boolean
}

export const createFinish = (
  { headers, compress }: Pick<HttpOptions, 'headers' | 'compress'>,
  shortest: number = shortestPacked,
): RequestFinish => {
  const packed = new WeakSet<WireRequest>()
  let packs = compress
  let last: HttpHeaders | undefined

  const keep = (given: unknown): HttpHeaders => {
    if (!isHeaders(given)) throw new TypeError('no headers')
    last = toLowerCase(given)
    return last
  }

  const ask = (isLast: boolean): HttpHeaders | Promise<HttpHeaders> => {
    if (typeof headers !== 'function') return {}
    const given = headers()
    if (typeof property(given, 'then') !== 'function') return keep(given)
    const promised = Promise.resolve(given).then(keep)
    if (!isLast || !last) return promised
    void promised.catch(() => undefined)
    return last
  }

  const pack = (
    { body }: WireRequest,
    { isLast, compressor }: Finishing,
  ): WireRequest['body'] | Promise<WireRequest['body']> => {
    if (!packs || typeof body !== 'string' || body.length < shortest) return body
    return isLast
      ? (attempt(() => compressor?.gzipNow?.(body), undefined) ?? body)
      : (compressor?.gzip(body).catch(() => body) ?? body)
  }

  const join = (
    request: WireRequest,
    added: HttpHeaders,
    body: WireRequest['body'],
  ): WireRequest => {
    const isPacked = body !== request.body
    const encoding = isPacked && { 'content-encoding': 'gzip' }
    const finished = { ...request, headers: { ...request.headers, ...added, ...encoding }, body }
    if (isPacked) packed.add(finished)
    return finished
  }

  return {
    finish: (request, finishing) => {
      const added = ask(finishing.isLast)
      const body = pack(request, finishing)
      return added instanceof Promise || body instanceof Promise
        ? Promise.all([added, body]).then(([late, lateBody]) => join(request, late, lateBody))
        : join(request, added, body)
    },
    mayBeMended: ({ status }, request) => {
      // A token may have run out on its way.
      if (status === 401) return typeof headers === 'function'
      if (!compress || (status !== 400 && status !== 415)) return false
      // Where it fares no better without, packing was not to blame.
      packs = !packed.has(request)
      return !packs
    },
  }
}
