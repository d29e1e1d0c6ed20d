import type { Attributes, Capture, Clock, Interior, MonotonicTime, Scope } from '@holdfast/shared'
import { errorType } from './errorType.ts'
import type { OutgoingSettings } from './outgoingOptions.ts'
import { createPlaces, type Place } from './places.ts'
import type { Target } from './target.ts'

/** How a call came out: by the status of its answer, or the error in place of one. */
export type Outcome = { readonly status: number } | { readonly error: unknown }

/** What is known of a call that has begun. It is held by its request alone. */
export interface Call {
  readonly began: MonotonicTime
  /** That in which it began: what is published later may be published in somebody else's. */
  readonly scope: Scope | undefined
  /** What there is to tell with an error that its body may come to. */
  ended?: Ended
}

interface Ended {
  readonly method: string
  readonly host: string
  readonly duration: number
  readonly status?: number
}

interface CallParts {
  readonly clock: Clock
  readonly capture: Capture
  readonly interior: Interior
  readonly settings: OutgoingSettings
}

/** Tells of calls, each once. */
export interface Calls {
  of(request: object): Call | undefined
  begin(request: object, scope: Scope | undefined): void
  end(request: object, outcome: Outcome, getTarget: () => Target): void
}

const methods: readonly string[] =
  'GET HEAD POST PUT PATCH DELETE OPTIONS TRACE CONNECT QUERY'.split(' ')

export const createCalls = ({ clock, capture, interior, settings }: CallParts): Calls => {
  const calls = new WeakMap<object, Call>()
  const placeOf = createPlaces(settings.maxHosts)

  const note = ({ scope }: Call, ended: Ended, [place, path]: readonly [Place, string]): void => {
    const { method, duration, status } = ended
    const url = place.origin + path
    scope?.addBreadcrumb({
      category: 'http',
      severity: severityOf(status),
      message: `${method} ${url}`,
      data: { method, url, duration, ...(status !== undefined && { status }) },
    })
  }

  const explain = (outcome: Outcome, ended: Ended): void => {
    if ('error' in outcome) capture.explain(outcome.error, { call: { ...ended } })
  }

  return {
    of: (request) => calls.get(request),
    begin: (request, scope) => {
      if (calls.has(request)) return
      calls.set(request, { began: clock.now(), scope })
    },
    end: (request, outcome, getTarget) => {
      if (interior.isDenied()) return
      // Of one that was never sent, an older Node says only that it failed.
      const call: Call = calls.get(request) ?? { began: clock.now(), scope: undefined }
      if (call.ended) return explain(outcome, call.ended)
      const { method: said, origin, path } = getTarget()
      const place = placeOf(origin)
      const method = methods.includes(said) ? said : '_OTHER'
      const status = 'status' in outcome ? { status: outcome.status } : {}
      const ended: Ended = {
        method,
        host: place.port === undefined ? place.address : `${place.address}:${place.port}`,
        duration: clock.now() - call.began,
        ...status,
      }
      call.ended = ended
      calls.set(request, call)
      const attributes = toAttributes(ended, place, outcome)
      interior.metering.time('http.client.request.duration', ended.duration, attributes)
      explain(outcome, ended)
      if (settings.breadcrumbs) note(call, ended, [place, path])
    },
  }
}

const toAttributes = (
  { method, status }: Ended,
  { address, port }: Place,
  outcome: Outcome,
): Attributes => {
  const failure = failureOf(outcome)
  return {
    'http.request.method': method,
    'server.address': address,
    ...(port !== undefined && { 'server.port': port }),
    ...(status !== undefined && { 'http.response.status_code': status }),
    ...(failure !== undefined && { 'error.type': failure }),
  }
}

const failureOf = (outcome: Outcome): string | undefined => {
  if ('error' in outcome) return errorType(outcome.error)
  return outcome.status >= 400 ? String(outcome.status) : undefined
}

const severityOf = (status: number | undefined): 'info' | 'warn' | 'error' => {
  if (status === undefined || status >= 500) return 'error'
  return status >= 400 ? 'warn' : 'info'
}
