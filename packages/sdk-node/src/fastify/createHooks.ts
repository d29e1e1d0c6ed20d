import { property } from '@holdfast/shared'
import type { Requests } from '../requests/createRequests.ts'
import { type Captures, failureStatus } from '../requests/doorOptions.ts'
import type { RequestMessage, ServedRequest } from '../requests/exchange.ts'
import { type Answer, untilAnswered } from '../requests/untilAnswered.ts'

interface FastifyRequest {
  readonly raw: RequestMessage
  readonly is404: boolean
  readonly routeOptions: { readonly url?: string | undefined }
}

interface FastifyReply {
  readonly statusCode: number
  readonly raw: Answer
}

export type Hook = (request: FastifyRequest, reply: FastifyReply, done: () => void) => void
export type ValueHook = (
  ...call: [request: FastifyRequest, reply: FastifyReply, value: unknown, done: () => void]
) => void

export interface Hooks {
  readonly onRequest: Hook
  readonly preValidation: Hook
  readonly onError: ValueHook
  readonly onSend: ValueHook
}

/** What Fastify asks at each step of a request. */
export const createHooks = (requests: Requests, captures: Captures): Hooks => {
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
    if (!captures(error, status)) return
    failed.add(served)
    served.captureError(error)
  }

  const onRequest: Hook = (request, reply, done) => {
    if (requests.current(request.raw)) {
      begin(request)
      done()
      return
    }
    const serve = (): void => {
      begin(request)
      done()
    }
    void requests.serve(request.raw, () => untilAnswered(reply.raw, serve))
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

  return { onRequest, preValidation, onError, onSend }
}
