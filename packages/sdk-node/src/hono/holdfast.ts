import { property } from '@holdfast/shared'
import {
  createErrorCapture,
  type HoldfastOptions,
  type WebMonitor,
} from '../requests/doorOptions.ts'

/** As much of Hono's context as is asked for. */
export interface HonoContext {
  readonly req: { readonly raw: Request }
  readonly res: Response
  readonly error: Error | undefined
}

/** Fits `app.use` of Hono 4. */
export type HonoMiddleware = (context: HonoContext, next: () => Promise<void>) => Promise<void>

/**
 * Names what serves a request by the template of its route, and captures what is thrown after it, whoever answers
 * that. To be used before all else. Where nobody has announced the request, as in other runtimes than Node, it is
 * served from here on, until there is a response.
 *
 * @example
 * app.use(holdfast(monitor))
 */
export const holdfast = (monitor: WebMonitor, options?: HoldfastOptions): HonoMiddleware => {
  const capture = createErrorCapture(monitor, options)
  const { requests } = monitor

  const follow: HonoMiddleware = async (context, next) => {
    const message = messageOf(context)
    requests.current(message)?.setRoute(() => routeOf(context))
    try {
      await next()
    } catch (error) {
      // Hono catches errors only: what is none comes by here.
      capture(error, message)
      throw error
    } finally {
      if (context.error !== undefined) capture(context.error, message)
    }
  }
  return async (context, next) => {
    if (requests.current(messageOf(context))) return follow(context, next)
    let thrown: { readonly error: unknown } | undefined
    await requests.serve(context.req.raw, async () => {
      try {
        await follow(context, next)
        return context.res
      } catch (error) {
        // Thrown on from outside: it has been captured.
        thrown = { error }
        return { status: 500 }
      }
    })
    if (thrown) throw thrown.error
  }
}

/** What `@hono/node-server` was handed by Node. */
const messageOf = (context: HonoContext): object | undefined => {
  const message = property(property(context, 'env'), 'incoming')
  return typeof message === 'object' && message !== null ? message : undefined
}

/**
 * Of the handler that was called last. Hono calls a middleware `ALL`, and its path ends with an asterisk; such a one
 * is no route.
 */
const routeOf = ({ req }: HonoContext): string | undefined => {
  const index = property(req, 'routeIndex')
  const routes = property(req, 'matchedRoutes')
  const route = Array.isArray(routes) ? routes[Number(index)] : undefined
  const path = property(route, 'path')
  if (typeof path !== 'string') return undefined
  return property(route, 'method') === 'ALL' && path.endsWith('*') ? undefined : path
}
