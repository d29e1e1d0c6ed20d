import type { SignalKind } from '../../model/signal.ts'
import type { BatchLimits, MisconfiguredSink, WireSink } from '../../ports/sink.ts'
import { parseDuration } from '../../primitives/duration.ts'
import { interpretStatus } from '../interpretStatus.ts'
import { checkHttpOptions } from './checkHttpOptions.ts'
import { createFinish } from './createFinish.ts'
import { encodeBatches } from './encodeBatches.ts'
import { encodeOwn } from './encodeOwn.ts'
import type { HttpBatchOptions, HttpOptions } from './httpOptions.ts'
import { toLowerCase } from './isHeaders.ts'

/**
 * Ships signals to any HTTP endpoint: in the format that `docs/wire-format.md` describes, or in the
 * endpoint's own, by `encode`. `docs/http.md` shows how, for Slack, Loki, Datadog and others.
 *
 * @example
 * http({ url: 'https://signals.example.com/in', headers: { authorization: `Bearer ${token}` } })
 */
export const http = <Kind extends SignalKind = SignalKind>(
  options: HttpOptions<Kind>,
  // What its functions are given is of these kinds: it accepts no others.
): WireSink | MisconfiguredSink => createHttp(options as unknown as HttpOptions, false)

/** As {@link http}, for pages, which have a host that a path belongs to. */
export const pageHttp = <Kind extends SignalKind = SignalKind>(
  options: HttpOptions<Kind>,
): WireSink | MisconfiguredSink => createHttp(options as unknown as HttpOptions, true)

const createHttp = (options: HttpOptions, isPage: boolean): WireSink | MisconfiguredSink => {
  const name = options?.name ?? 'http'
  const problems = checkHttpOptions(options, isPage)
  if (problems.length > 0) return { name, problems }
  const { url, headers, kinds, accepts, encode, format = 'json', compress, batch } = options
  const changes = typeof headers === 'function'
  const fixed = changes ? {} : toLowerCase(headers)
  const { finish, mayBeMended } = createFinish(options)
  return {
    name,
    accepts: (signal) =>
      (!kinds || kinds.includes(signal.kind)) && (!accepts || Boolean(accepts(signal))),
    encode: (signals, sentAt, losses) => {
      const sending = { url, headers: fixed, sentAt, losses }
      return encode
        ? encodeOwn(signals, { ...sending, encode, isPage })
        : encodeBatches(signals, { ...sending, format })
    },
    interpret: (answer, now, request) => {
      const outcome = interpretStatus(answer, now)
      return outcome.type === 'rejected' && mayBeMended(answer, request)
        ? { type: 'retryable' }
        : outcome
    },
    finish: changes || compress ? finish : undefined,
    batch: batch && toLimits(batch),
  }
}

const toLimits = ({ maxAge, ...limits }: HttpBatchOptions): BatchLimits => {
  const given = { ...limits, maxAge: parseDuration(maxAge) }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}
