import { type Clock, follow, type Instrument, property } from '@holdfast/shared'
import { type AsyncContext, createAsyncContext } from '../context/asyncContext.ts'
import { createExchanges, type Exchanges } from './createExchanges.ts'
import type { Ending, Exchange, RequestMessage, ServedRequest } from './exchange.ts'
import { defaults, type IncomingSettings } from './incomingOptions.ts'
import { toMessage } from './requestFacts.ts'
import { type HttpWatch, startHttp } from './startHttp.ts'

/** The requests that this process serves. */
export interface Requests {
  /**
   * The one that is served where this is asked; or that of which `message` is what a server of `node:http` was
   * handed, wherever this is asked. `undefined` where there is none: in a job, for example.
   *
   * @example
   * monitor.requests.current()?.scope.setUser({ id: session.userId })
   */
  current(message?: object): ServedRequest | undefined
  /**
   * Serves a request that Node does not announce: one of `http2` before Node 24, of another runtime, or of a test. It
   * ends as what `handler` returns ends; where that is a `Response`, with its status. What `handler` throws is
   * captured, and thrown on. Within a request that is being served already, it is part of that.
   *
   * @example
   * const answer = await monitor.requests.serve(request, () => router.fetch(request))
   */
  serve<Result>(message: RequestMessage | Request, handler: () => Result): Result
}

/** An instrument that gives each request a scope, and tells of them all. */
export interface RequestsInstrument extends Instrument {
  readonly context: AsyncContext<Exchange>
  readonly requests: Requests
}

/** @param settings - `false` where only what the app hands to `serve` is watched. */
export const createRequests = (
  clock: Clock,
  settings: IncomingSettings | false,
): RequestsInstrument => {
  let exchanges: Exchanges | undefined
  let http: HttpWatch | undefined
  const context = createAsyncContext<Exchange>((exchange) => exchanges?.scopeOf(exchange))

  const find = (message: object | undefined): Exchange | undefined =>
    (message && http?.find(message)) ?? context.owner()
  const current: Requests['current'] = (message) => {
    const exchange = find(message)
    return exchange && exchanges?.served(exchange)
  }

  return {
    name: 'requests',
    context,
    start: (capture, interior) => {
      if (!interior) return () => undefined
      const parts = { clock, context, settings: settings || defaults, capture, interior }
      exchanges = createExchanges(parts)
      http = settings ? startHttp({ exchanges, context, settings, say: interior.say }) : undefined
      return () => http?.stop()
    },
    requests: {
      current,
      serve: (given, handler) => {
        const open = exchanges
        if (!open) return handler()
        const inside = context.owner()
        const exchange = inside ?? open.begin(toMessage(given))
        const end = (ending: Ending): void => {
          if (!inside) open.end(exchange, ending)
        }
        return context.runFor(exchange, () =>
          follow(handler, {
            ok: (answer) => end({ status: statusOf(answer) }),
            error: (error) => {
              open.served(exchange).captureError(error)
              end({ error: 'thrown' })
            },
          }),
        )
      },
    },
  }
}

const statusOf = (answer: unknown): number | undefined => {
  const status = property(answer, 'status')
  return typeof status === 'number' ? status : undefined
}
