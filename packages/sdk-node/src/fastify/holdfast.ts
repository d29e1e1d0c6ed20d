import { attempt, property } from '@holdfast/shared'
import type { NodeMonitor } from '../nodeMonitor.ts'
import type { RequestMessage, ServedRequest } from '../requests/exchange.ts'
import { failureStatus } from '../requests/failureStatus.ts'

/** What of Fastify's requests is captured. */
export interface FastifyHoldfastOptions {
  /**
   * Whether an error is captured. `status` is what it asks to be answered with, before the app's own error handler has
   * had its say. Default: those of 500 and above.
   */
  readonly captures?: (error: unknown, status: number) => boolean
}

/** A plugin for `app.register`, of the app as a whole. */
export type FastifyHoldfast = (app: object, options: object, done: () => void) => void

interface FastifyRequest {
  readonly raw: RequestMessage
  readonly is404: boolean
  readonly routeOptions: { readonly url?: string | undefined }
}

interface FastifyReply {
  readonly statusCode: number
  readonly raw: {
    readonly headersSent: boolean
    once(event: 'close' | 'finish', listener: () => void): unknown
  }
}

type Hook = (request: FastifyRequest, reply: FastifyReply, done: () => void) => void
type ValueHook = (
  ...call: [request: FastifyRequest, reply: FastifyReply, value: unknown, done: () => void]
) => void

interface FastifyApp {
  addHook(name: 'onRequest' | 'preValidation', hook: Hook): unknown
  addHook(name: 'onSend' | 'onError', hook: ValueHook): unknown
}

/**
 * A plugin for Fastify 5: requests are told by the templates of their routes, and what a route throws, or a hook, is
 * captured with its request. Register it before the routes, once for the app as a whole. Requests of `app.inject`
 * are served as others are.
 *
 * @example
 * const app = fastify()
 * app.register(holdfast(monitor))
 */
export const holdfast = (
  { requests }: Pick<NodeMonitor, 'requests'>,
  { captures = isFault }: FastifyHoldfastOptions = {},
): FastifyHoldfast => {
  const named = new WeakSet<ServedRequest>()
  const failed = new WeakSet<ServedRequest>()
  const servedOf = new WeakMap<RequestMessage, ServedRequest>()

  const begin = ({ raw, is404, routeOptions }: FastifyRequest): void => {
    const served = requests.current(raw)
    if (!served) return
    servedOf.set(raw, served)
    // What a handler injects is a part of its own request, which keeps its name.
    if (named.has(served)) return
    named.add(served)
    if (!is404 && routeOptions.url !== undefined) served.setRoute(routeOptions.url)
  }
  const capture = (request: FastifyRequest, reply: FastifyReply, error: unknown): void => {
    const served = servedOf.get(request.raw)
    // What fails in telling the client of a failure, once the answer has begun, only hides it.
    if (!served || (failed.has(served) && reply.raw.headersSent)) return
    const status = reply.statusCode >= 400 ? reply.statusCode : failureStatus(error)
    if (!attempt(() => captures(error, status), true)) return
    failed.add(served)
    served.captureError(error)
  }

  const onRequest: Hook = (request, reply, done) => {
    if (requests.current(request.raw)) {
      begin(request)
      done()
      return
    }
    const serve = () =>
      new Promise<{ readonly status: number }>((resolve) => {
        const end = () => resolve({ status: reply.statusCode })
        reply.raw.once('finish', end)
        reply.raw.once('close', end)
        begin(request)
        done()
      })
    void requests.serve(request.raw, serve)
  }
  /** A parser of bodies may have come back without the context of the request. */
  const preValidation: Hook = (request, _reply, done) => {
    const served = servedOf.get(request.raw)
    if (served) served.run(done)
    else done()
  }
  const onError: ValueHook = (...[request, reply, error, done]) => {
    capture(request, reply, error)
    done()
  }
  /** Of a stream that fails once its head is sent, Fastify tells its log alone. */
  const onSend: ValueHook = (...[request, reply, payload, done]) => {
    const on = property(payload, 'on')
    if (typeof on === 'function') {
      Reflect.apply(on, payload, [
        'error',
        (error: unknown) => reply.raw.headersSent && capture(request, reply, error),
      ])
    }
    done()
  }

  const plugin: FastifyHoldfast = (given, _options, done) => {
    const app = given as FastifyApp
    app.addHook('onRequest', onRequest)
    app.addHook('preValidation', preValidation)
    app.addHook('onError', onError)
    app.addHook('onSend', onSend)
    done()
  }
  return Object.assign(plugin, {
    // For the app, and not for a part of it.
    [Symbol.for('skip-override')]: true,
    [Symbol.for('fastify.display-name')]: 'holdfast',
  })
}

const isFault = (_error: unknown, status: number): boolean => status >= 500
