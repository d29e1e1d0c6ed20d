import type { Outcome } from '../model/outcome.ts'
import type { EnvelopeSignal } from '../model/signal.ts'
import type { WallTime } from '../model/units.ts'
import type { WireSink } from '../ports/sink.ts'
import type { WireAnswer } from '../ports/wire.ts'
import { fromBase64 } from '../primitives/base64.ts'
import { interpretStatus } from '../sinks/interpretStatus.ts'
import { readLimits } from '../sinks/sentry/interpretAnswer.ts'
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
  const outcome = interpretStatus(answer, now)
  const told = readLimits(answer)
  const isRefused = answer.status === 429
  // An answer that takes this one may still ask for silence.
  const limits = told.filter(
    ({ categories }) => categories.length === 0 || (isRefused && categories.some(isOfErrors)),
  )
  if (limits.length > 0) return { ...outcome, limits: limits.map(({ after }) => ({ after })) }
  return isRefused && told.length > 0 ? { type: 'rejected' } : outcome
}

const isOfErrors = (category: string): boolean => category === 'error' || category === 'default'
