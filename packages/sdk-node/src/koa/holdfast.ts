import { property } from '@holdfast/shared'
import {
  createErrorCapture,
  type HoldfastOptions,
  type WebMonitor,
} from '../requests/doorOptions.ts'
import type { RequestMessage } from '../requests/exchange.ts'
import { type Answer, untilAnswered } from '../requests/untilAnswered.ts'

/** As much of Koa's context as is asked for. */
export interface KoaContext {
  readonly req: RequestMessage
  readonly res: Answer
}

/** Fits `app.use` of Koa 2 and 3. */
export type KoaMiddleware = (context: KoaContext, next: () => Promise<unknown>) => Promise<void>

/**
 * Names what serves a request by the template of its route, as `@koa/router` has it, captures what is thrown after it,
 * and throws that on. To be used before all else. Where nobody has announced the request, it is served from here on.
 *
 * @example
 * app.use(holdfast(monitor))
 */
export const holdfast = (monitor: WebMonitor, options?: HoldfastOptions): KoaMiddleware => {
  const capture = createErrorCapture(monitor, options)
  const { requests } = monitor

  const follow: KoaMiddleware = async (context, next) => {
    const served = requests.current(context.req)
    served?.setRoute(() => routeOf(context))
    // Koa sends a body after all of its middlewares, and where nobody announced the request that is no part of it.
    const see = (error: unknown): void => {
      const captureIt = (): void => capture(error, context.req)
      if (served) served.run(captureIt)
      else captureIt()
    }
    try {
      await next()
    } catch (error) {
      see(error)
      throw error
    }
    watchBody(context, property(context, 'body'), see)
  }
  return async (context, next) => {
    if (requests.current(context.req)) return follow(context, next)
    await new Promise<void>((resolve, reject) => {
      const serve = (): void => void follow(context, next).then(resolve, reject)
      void requests.serve(context.req, () => untilAnswered(context.res, serve))
    })
  }
}

/** Of the layer of `@koa/router` that was called last, unless that is a middleware of the router's. */
const routeOf = (context: object): string | undefined => {
  const path = property(context, '_matchedRoute')
  const matched = property(context, 'matched')
  const isRoute = (layer: unknown): boolean =>
    property(layer, 'path') === path && Number(property(property(layer, 'methods'), 'length')) > 0
  return Array.isArray(matched) && matched.some(isRoute) ? String(path) : undefined
}

/** What a body that is a stream fails with comes by no middleware. */
const watchBody = ({ res }: KoaContext, body: unknown, see: (error: unknown) => void): void => {
  const once = property(body, 'once')
  if (typeof property(body, 'pipe') !== 'function' || typeof once !== 'function') return
  const listener = (error: unknown): void => {
    // A client that has gone makes it fail, too.
    if (property(res, 'destroyed') !== true) see(error)
  }
  Reflect.apply(once, body, ['error', listener])
}
