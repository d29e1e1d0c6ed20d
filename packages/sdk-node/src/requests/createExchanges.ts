import {
  type Attributes,
  attempt,
  type Capture,
  type Clock,
  type Interior,
  type Scope,
} from '@holdfast/shared'
import type { AsyncContext } from '../context/asyncContext.ts'
import type { Answer, Ending, Exchange, RequestMessage, ServedRequest } from './exchange.ts'
import type { IncomingSettings } from './incomingOptions.ts'
import { addressOf, isListed, methodOf, readRequestId } from './requestFacts.ts'

interface ExchangesParts {
  readonly clock: Clock
  readonly context: AsyncContext<Exchange>
  readonly settings: IncomingSettings
  readonly capture: Capture
  readonly interior: Interior
}

/** Requests from begin to end, whatever protocol they came by. */
export interface Exchanges {
  begin(message: RequestMessage, answer?: Answer): Exchange
  /** Of several ends the first counts. */
  end(exchange: Exchange, ending: Ending): void
  scopeOf(exchange: Exchange): Scope
  served(exchange: Exchange): ServedRequest
}

export const createExchanges = (parts: ExchangesParts): Exchanges => {
  const { clock, context, settings, capture, interior } = parts
  const { ignore, requestIdHeader, query } = settings
  const { metering, openScope } = interior
  let active = 0

  const countActive = (change: number): void => {
    active += change
    metering.gauge('http.server.active_requests', active)
  }
  const describe = (exchange: Exchange, scope: Scope): void => {
    const { message } = exchange
    const { method = '' } = message
    const route = routeOf(exchange)
    const facts = { id: idOf(exchange), method, url: addressOf(message, query) }
    scope.setContext('request', route === undefined ? facts : { ...facts, route })
  }
  const idOf = (exchange: Exchange): string => {
    exchange.id ??= readRequestId(exchange.message, requestIdHeader)
    return exchange.id
  }
  const scopeOf = (exchange: Exchange): Scope => {
    const { scope = openScope(), route } = exchange
    // A route that is asked for may have become known since.
    if (!exchange.scope || typeof route === 'function') describe(exchange, scope)
    exchange.scope = scope
    return scope
  }
  const run: (exchange: Exchange) => ServedRequest['run'] = (exchange) => (fn) =>
    context.owner() === exchange ? fn() : context.runFor(exchange, fn)

  return {
    begin: (message, answer) => {
      const isMeasured = !isListed(ignore, message)
      if (isMeasured) countActive(1)
      return {
        message,
        started: clock.now(),
        isMeasured,
        answer,
        hasEnded: false,
        id: undefined,
        route: undefined,
        scope: undefined,
        served: undefined,
      }
    },
    end: (exchange, ending) => {
      if (exchange.hasEnded) return
      exchange.hasEnded = true
      const { answer } = exchange
      exchange.answer = undefined
      if (!exchange.isMeasured) return
      countActive(-1)
      const attributes = attributesOf(exchange, ending.status ?? sentStatus(answer), ending.error)
      metering.time('http.server.request.duration', clock.now() - exchange.started, attributes)
      const { bytesIn, bytesOut } = ending
      if (isSize(bytesIn))
        metering.distribution('http.server.request.body.size', bytesIn, attributes)
      if (isSize(bytesOut))
        metering.distribution('http.server.response.body.size', bytesOut, attributes)
    },
    scopeOf,
    served: (exchange) => {
      exchange.served ??= {
        get id() {
          return idOf(exchange)
        },
        get scope() {
          return scopeOf(exchange)
        },
        setRoute: (route) => {
          if (typeof route !== 'string' && typeof route !== 'function') return
          exchange.route = route
          if (exchange.scope) describe(exchange, exchange.scope)
        },
        captureError: (error) =>
          run(exchange)(() => capture.captureError(error, { type: 'handler', handled: false })),
        run: run(exchange),
      }
      return exchange.served
    },
  }
}

/** A socket of another kind may not know what it has written. */
const isSize = (bytes: number | undefined): bytes is number => bytes !== undefined && bytes >= 0

const routeOf = ({ route }: Exchange): string | undefined => {
  const told = typeof route === 'function' ? attempt(route, undefined) : route
  return typeof told === 'string' ? told : undefined
}

/** What the client was told, though it may have left since. */
const sentStatus = (answer: Answer | undefined): number | undefined =>
  answer?.headersSent ? answer.statusCode : undefined

/** What is not known is left out. */
const attributesOf = (
  exchange: Exchange,
  status: number | undefined,
  error: string | undefined,
): Attributes => {
  const { message } = exchange
  const route = routeOf(exchange)
  const attributes: Record<string, string | number> = {
    'http.request.method': methodOf(message),
  }
  if (route !== undefined) attributes['http.route'] = route
  if (status !== undefined) attributes['http.response.status_code'] = status
  const failure = error ?? (status !== undefined && status >= 500 ? String(status) : undefined)
  if (failure !== undefined) attributes['error.type'] = failure
  return attributes
}
