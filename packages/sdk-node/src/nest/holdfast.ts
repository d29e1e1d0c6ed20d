import { holdfast as fastifyHoldfast } from '../fastify/holdfast.ts'
import { type HoldfastOptions, readDoorOptions, type WebMonitor } from '../requests/doorOptions.ts'
import { untilAnswered } from '../requests/untilAnswered.ts'
import { askedFilter } from './askedFilter.ts'
import { createInterceptor } from './createInterceptor.ts'
import { createVerdicts } from './createVerdicts.ts'
import { expressRoute } from './expressRoute.ts'
import type { PlainRequest, PlainResponse } from './plainHttp.ts'

/** As much of a Nest app as is asked for; on Express, and on Fastify. */
export interface NestApp {
  getHttpAdapter(): object
  use(...middleware: ReadonlyArray<(...call: never[]) => void>): unknown
  useGlobalFilters(...filters: object[]): unknown
  useGlobalInterceptors(...interceptors: object[]): unknown
}

interface Adapter {
  getType(): string
  getInstance(): FastifyApp
  init?(): Promise<void>
}

interface FastifyApp {
  addHook(
    name: 'onRequest',
    hook: (
      request: { readonly raw: PlainRequest },
      reply: { readonly raw: PlainResponse },
      done: () => void,
    ) => void,
  ): unknown
}

/**
 * Has requests of a Nest app told by the templates of their routes, and captures what is thrown and answered by 500 or
 * above: by handlers, pipes, interceptors, guards and middleware, whichever filters the app has of its own. They answer
 * as they did. Call it between `create` and `listen`.
 *
 * @example
 * const app = await NestFactory.create(AppModule)
 * holdfast(app, monitor)
 * await app.listen(3000)
 */
export const holdfast = (app: NestApp, monitor: WebMonitor, options?: HoldfastOptions): void => {
  const verdicts = createVerdicts(readDoorOptions(monitor, options))
  const { requests } = monitor
  const adapter = app.getHttpAdapter() as Adapter
  if (adapter.getType() === 'fastify') {
    const fastify = adapter.getInstance()
    fastifyHoldfast(monitor, options)(fastify, {}, () => undefined)
    fastify.addHook('onRequest', ({ raw }, reply, done) => {
      const served = requests.current(raw)
      if (served) verdicts.open(served, reply.raw)
      done()
    })
  } else {
    app.use((request: PlainRequest, response: PlainResponse, next: () => void) => {
      const serve = (): void => {
        const served = requests.current(request)
        if (served) {
          verdicts.open(served, response)
          served.setRoute(() => expressRoute(request))
        }
        next()
      }
      if (requests.current(request)) serve()
      else void requests.serve(request, () => untilAnswered(response, serve))
    })
  }
  const seen = (error: unknown): void => {
    const served = requests.current()
    if (served) verdicts.seen(served, error)
  }
  app.useGlobalInterceptors(createInterceptor(requests, verdicts))
  beforeRoutes(adapter, () => app.useGlobalFilters(askedFilter(seen)))
}

/** The last of the global filters is asked first, and what is added until then is added before. */
const beforeRoutes = (adapter: Adapter, fn: () => void): void => {
  const own = Object.getOwnPropertyDescriptor(adapter, 'init')
  const ours = (): Promise<void> | undefined => {
    if (own) Object.defineProperty(adapter, 'init', own)
    else if (adapter.init === ours) Reflect.deleteProperty(adapter, 'init')
    fn()
    return adapter.init?.()
  }
  Object.defineProperty(adapter, 'init', { value: ours, configurable: true, writable: true })
}
