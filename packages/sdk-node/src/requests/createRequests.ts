import type { Clock, Instrument } from '@holdfast/shared'
import { type AsyncContext, createAsyncContext } from '../context/asyncContext.ts'
import { createExchanges, type Exchanges } from './createExchanges.ts'
import type { Exchange, RequestMessage, ServedRequest } from './exchange.ts'
import { defaults, type IncomingSettings } from './incomingOptions.ts'
import { toMessage } from './requestFacts.ts'
import { serveWith } from './serveWith.ts'
import { startHttp } from './startHttp.ts'
import { startHttp2 } from './startHttp2.ts'
import type { Watch } from './watch.ts'

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
   * ends as what `handler` returns ends; where that is a `Response`, with its status. One of `http2` ends with its
   * stream. What `handler` throws is captured, and thrown on. Within a request that is being served already, it is
   * part of that.
   *
   * @example
   * const answer = await monitor.requests.serve(request, () => router.fetch(request))
   * @example
   * http2.createServer((request, response) =>
   *   monitor.requests.serve(request, () => handler(request, response)))
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
  let watches: readonly Watch[] = []
  const context = createAsyncContext<Exchange>((exchange) => exchanges?.scopeOf(exchange))

  const find = (message: object | undefined): Exchange | undefined => {
    const owner = context.owner()
    if (!message || owner?.message === message) return owner
    // By the message, and not by the place: a callback may belong to another request.
    return watches.reduce((otherwise, watch) => watch.find(message, otherwise), owner)
  }

  return {
    name: 'requests',
    context,
    start: (capture, interior) => {
      if (!interior) return () => undefined
      const parts = { clock, context, settings: settings || defaults, capture, interior }
      const own = createExchanges(parts)
      const watched = { exchanges: own, context, settings: parts.settings, say: interior.say }
      const ownWatches = settings ? [startHttp(watched), startHttp2(watched)] : []
      exchanges = own
      watches = ownWatches
      return () => {
        for (const watch of ownWatches) watch.stop()
        if (exchanges !== own) return
        exchanges = undefined
        watches = []
      }
    },
    requests: {
      current: (message) => {
        const exchange = find(message)
        return exchange && exchanges?.served(exchange)
      },
      serve: (given, handler) =>
        exchanges ? serveWith({ exchanges, context }, toMessage(given), handler) : handler(),
    },
  }
}
