import type { UsageSignal } from '../../model/signal.ts'
import type { MisconfiguredSink, WireSink } from '../../ports/sink.ts'
import type { WireAnswer, WireRequest } from '../../ports/wire.ts'
import { property } from '../../primitives/attempt.ts'
import { sha256 } from '../../primitives/sha256.ts'
import { http } from '../http/http.ts'
import type { HttpOptions, HttpRequest } from '../http/httpOptions.ts'
import { pickOptions } from '../knownOptions.ts'
import { findCulprit } from '../usage/findCulprit.ts'
import { groupUsage } from '../usage/groupUsage.ts'
import { joinProblems } from '../usage/joinProblems.ts'
import { createSession, type SessionParts } from './createSession.ts'
import { checkStripeOptions, httpNames, type StripeMetersOptions } from './stripeOptions.ts'
import { hasCustomer, toMeterEvents } from './toMeterEvents.ts'

/** Of the API: what is said here of requests and answers is of this one. */
const version = '2026-04-22.dahlia'

/** https://docs.stripe.com/api/v2/billing/meter-event-stream/create */
const mostEvents = 100

const eventsUrl = 'https://meter-events.stripe.com/v2/billing/meter_event_stream'
const sessionUrl = 'https://api.stripe.com/v2/billing/meter_event_session'

/** What a session is asked for by. */
export type StripeHost = Pick<SessionParts, 'fetch' | 'AbortSignal' | 'clock' | 'isShared'>

/** Ships usage as the meter events that Stripe bills by. */
export const createStripeMeters = (
  options: StripeMetersOptions,
  host: StripeHost,
): WireSink | MisconfiguredSink => {
  const session = createSession({
    ...host,
    version,
    url: (property(options, 'sessionUrl') as string | undefined) ?? sessionUrl,
    apiKey: property(options, 'apiKey') as StripeMetersOptions['apiKey'],
  })
  const toHeaders = (token: string) => ({ authorization: `${scheme}${token}` })
  const sink = http<'usage'>({
    name: 'stripe',
    url: eventsUrl,
    ...pickOptions(options, httpNames),
    kinds: ['usage'],
    headers: () => {
      const token = session.token()
      return typeof token === 'string' ? toHeaders(token) : token.then(toHeaders)
    },
    encode: (signals) => toRequests(signals, options),
  } as HttpOptions<'usage'>)
  const checked = joinProblems(sink, checkStripeOptions(options))
  if ('problems' in checked) return checked
  const interpret = findCulprit(checked.interpret)
  return {
    ...checked,
    accepts: (signal) =>
      signal.kind === 'usage' && checked.accepts(signal) && hasCustomer(signal, options),
    interpret: (answer, now, request) => {
      if (answer.status === 401) session.forget(tokenOf(request))
      const outcome = interpret(answer, now, request)
      return outcome.type === 'rejected' && isPassing(answer) ? { type: 'retryable' } : outcome
    },
  }
}

const scheme = 'Bearer '

const tokenOf = ({ headers }: WireRequest): string | undefined =>
  headers['authorization']?.slice(scheme.length)

/** That something else is at it, or what Stripe itself calls a passing fault: https://docs.stripe.com/error-low-level */
const isPassing = ({ status, headers }: WireAnswer): boolean =>
  status === 409 || headers['stripe-should-retry'] === 'true'

const toRequests = (
  signals: readonly UsageSignal[],
  options: StripeMetersOptions,
): readonly HttpRequest[] => {
  const all = signals
    .map((signal) => ({ signal, events: toMeterEvents(signal, options) }))
    .filter(({ events }) => events.length > 0)
  return groupUsage(all, mostEvents).map((group) => {
    const events = group.flatMap((one) => one.events)
    if (events.length > mostEvents) throw new RangeError('more events than Stripe takes at once')
    const body = JSON.stringify({ events })
    return {
      headers: {
        'content-type': 'application/json',
        'stripe-version': version,
        // Of what it says: the same key with another body would be refused.
        'idempotency-key': sha256(body),
      },
      body,
      signals: group.map(({ signal }) => signal),
    }
  })
}
