import type { Outcome } from '../model/outcome.ts'
import type { EnvelopeSignal } from '../model/signal.ts'
import type { WallTime } from '../model/units.ts'
import type { WireSink } from '../ports/sink.ts'
import type { WireAnswer } from '../ports/wire.ts'
import { fromBase64 } from '../primitives/base64.ts'
import { interpretStatus } from '../sinks/interpretStatus.ts'
import { interpretAnswer } from '../sinks/sentry/interpretAnswer.ts'
import type { Dsn } from '../sinks/sentry/parseDsn.ts'

/** Posts envelopes that others have encoded, with the key of a listed DSN. */
export const createEnvelopeSink = ({ url, name }: Dsn): WireSink => ({
  name: `envelopes to ${name}`,
  accepts: (signal) => signal.kind === 'envelope' && signal.target === url,
  encode: (signals) =>
    signals
      .filter((signal) => signal.kind === 'envelope')
      .map(({ id, body, forwardedFor }) => ({
        url,
        headers: {
          'content-type': 'application/x-sentry-envelope',
          ...(forwardedFor !== undefined && { 'x-forwarded-for': forwardedFor }),
        },
        body: toBody(body),
        ids: [id],
      })),
  interpret,
})

const toBody = (body: EnvelopeSignal['body']): string | Uint8Array =>
  'text' in body ? body.text : fromBase64(body.base64)

/**
 * As for our own errors, but that an envelope may be of another category. Where only such are refused,
 * this one goes, as Sentry would drop it, and does not hold up the errors behind it.
 */
const interpret = (answer: WireAnswer, now: WallTime): Outcome => {
  const outcome = interpretAnswer(answer, now)
  const told = (answer.headers['x-sentry-rate-limits'] ?? '').split(',').filter(Boolean)
  const categories = told.flatMap((limit) => (limit.split(':')[1] ?? '').trim().split(';'))
  const concerns = (...ours: readonly string[]): boolean =>
    categories.length === 0 || categories.some((category) => ours.includes(category))
  // An answer that takes this one may still ask for silence.
  if (!concerns('', 'error', 'default')) {
    return answer.status === 429 ? { type: 'rejected' } : interpretStatus(answer, now)
  }
  if (answer.status !== 429 && !concerns('')) return interpretStatus(answer, now)
  const { limits } = outcome
  return limits ? { ...outcome, limits: limits.map(({ after }) => ({ after })) } : outcome
}
