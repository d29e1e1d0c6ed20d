import { property } from '@holdfast/shared'
import {
  createErrorCapture,
  type HoldfastOptions,
  readDoorOptions,
  type WebMonitor,
} from '../requests/doorOptions.ts'
import type { RequestMessage } from '../requests/exchange.ts'
import { type Answer, untilAnswered } from '../requests/untilAnswered.ts'
import { createRoutes } from './createRoutes.ts'

/** Fits `app.use` of Express 4 and 5. */
export type ExpressMiddleware = (
  request: RequestMessage,
  response: Answer,
  next: (error?: unknown) => void,
) => void

/** Fits `app.use` of Express 4 and 5. */
export type ExpressErrorMiddleware = (
  ...failed: [
    error: unknown,
    request: RequestMessage,
    response: unknown,
    next: (error?: unknown) => void,
  ]
) => void

/**
 * Names what serves a request by the template of its route, mounted routers and apps included. To be used before all
 * else. Where nobody has announced the request, it is served from here on.
 *
 * @example
 * app.use(holdfast(monitor))
 */
export const holdfast = (monitor: WebMonitor): ExpressMiddleware => {
  readDoorOptions(monitor)
  const { requests } = monitor
  const routeOf = createRoutes()
  return (request, response, next) => {
    const app = property(request, 'app')
    const serve = (): void => {
      requests.current(request)?.setRoute(() => routeOf(request, app))
      next()
    }
    if (requests.current(request)) serve()
    else void requests.serve(request, () => untilAnswered(response, serve))
  }
}

/**
 * Captures what handlers throw, reject with or hand to `next`, and passes it on as it is. To be used after all
 * routes, and before error handlers of the app's own.
 *
 * @example
 * app.use(holdfastErrors(monitor))
 */
export const holdfastErrors = (
  monitor: WebMonitor,
  options?: HoldfastOptions,
): ExpressErrorMiddleware => {
  const capture = createErrorCapture(monitor, options)
  const pass: ExpressErrorMiddleware = (...[error, request, , next]) => {
    capture(error, request)
    next(error)
  }
  // Express knows by the number of its parameters that it is for errors.
  return Object.defineProperty(pass, 'length', { value: 4 })
}
