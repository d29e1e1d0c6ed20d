import type { Loss } from '../../model/lossReason.ts'
import type { Signal } from '../../model/signal.ts'
import type { WallTime } from '../../model/units.ts'
import type { WireRequest } from '../../ports/wire.ts'
import { isPlace } from '../isPlace.ts'
import type { HttpEncode, HttpHeaders, HttpRequest } from './httpOptions.ts'
import { isHeaders, toLowerCase } from './isHeaders.ts'

interface OwnSending {
  readonly encode: HttpEncode
  readonly url: string
  readonly headers: HttpHeaders
  readonly sentAt: WallTime
  readonly losses: readonly Loss[]
  readonly isPage: boolean
}

/** What the app's own function makes of signals; it throws where that cannot be sent. */
export const encodeOwn = (
  signals: readonly Signal[],
  { encode, url, headers, isPage, ...info }: OwnSending,
): readonly WireRequest[] => {
  const toRequest = (given: string | Uint8Array | HttpRequest): WireRequest => {
    const own = isPlain(given) ? { body: given } : given
    const { body } = own
    const request = {
      url: own.url ?? url,
      headers: {
        ...(!isPlain(body) && { 'content-type': 'application/json' }),
        ...toLowerCase(own.headers),
        ...headers,
      },
      body: isPlain(body) ? body : JSON.stringify(body),
      ids: (own.signals ?? signals).map(({ id }) => id),
    }
    if (isPlain(request.body) && isPlace(request.url, isPage) && isHeaders(request.headers))
      return request
    // It names no value: each of them may be a secret.
    throw new TypeError('it gave no body, url or headers that can be sent')
  }
  // Losses that go alone have no place in a format that we do not know.
  const encoded = signals.length > 0 ? encode(signals, info) : []
  return [encoded ?? []].flat().map(toRequest)
}

const isPlain = (body: unknown): body is string | Uint8Array =>
  typeof body === 'string' || body instanceof Uint8Array
