import { http, type InvocationContext, type Monitor, sentry, withMonitor } from '@holdfast/edge'

interface Env {
  readonly SINK_URL: string
  readonly SINK_DSN: string
}

type Context = InvocationContext & { readonly monitor: Monitor }
type Route = (query: URLSearchParams, context: Context) => Response | Promise<Response>

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

const serveTenant: Route = async (query, { monitor }) => {
  const tenant = query.get('tenant') ?? ''
  for (let step = 0; step < 3; step++) {
    await wait(Math.random() * 20)
    monitor.withScope((scope) => {
      scope.setUser({ id: tenant })
      scope.setTags({ tenant })
      monitor.captureError(new Error(tenant))
    })
    await wait(Math.random() * 20)
    monitor.captureMessage(`${tenant} without a scope`)
  }
  return new Response(tenant)
}

const routes: Readonly<Record<string, Route>> = {
  '/': () => new Response('nothing happened'),
  '/throw': () => {
    throw new Error('thrown in a handler')
  },
  '/reject': async () => {
    await wait(5)
    throw new TypeError('rejected in a handler')
  },
  '/captured-and-thrown': (_, { monitor }) => {
    const error = new Error('captured, then thrown')
    monitor.captureError(error)
    throw error
  },
  '/message': (_, { monitor }) => {
    monitor.captureMessage('resized', { severity: 'warn', tags: { plan: 'pro' } })
    return new Response('done')
  },
  '/counted': async (_, { monitor }) => {
    for (let call = 0; call < 10; call++) monitor.count('resized', 1, { format: 'png' })
    monitor.counter('resized').add(2, { format: 'png' })
    monitor.timer('resize').record(12.5)
    const answer = await monitor.measure('render', async () => new Response('done'))
    monitor.startTimer('late')()
    return answer
  },
  '/background': (_, context) => {
    const fail = async (): Promise<void> => {
      await wait(200)
      throw new Error('failed in the background')
    }
    context.waitUntil(fail())
    return new Response('done')
  },
  '/late': (_, context) => {
    const report = async (): Promise<void> => {
      await wait(300)
      context.monitor.captureMessage('captured after the response')
    }
    context.waitUntil(report())
    return new Response('done')
  },
  '/stream': (_, context) => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
    const write = async (): Promise<void> => {
      const writer = writable.getWriter()
      await writer.write(new TextEncoder().encode('first'))
      await wait(300)
      context.monitor.captureError(new Error('failed in the middle of a stream'))
      await writer.close()
    }
    void write()
    return new Response(readable)
  },
  '/tenant': serveTenant,
}

const worker = withMonitor<Env>(
  (env) => ({
    service: 'worker',
    sinks: [sentry({ dsn: env.SINK_DSN }), http({ url: env.SINK_URL })],
    retry: { maxDelay: 500 },
  }),
  {
    fetch: (request, _, context) => {
      const { pathname, searchParams } = new URL(request.url)
      const route = routes[pathname]
      return route ? route(searchParams, context) : new Response('no route', { status: 404 })
    },
  },
)

/** The ledger of the isolate is told apart from all invocations that are monitored. */
export default {
  fetch: (request: Request, env: Env, context: InvocationContext) =>
    new URL(request.url).pathname === '/stats'
      ? Response.json(worker.stats())
      : worker.fetch?.(request, env, context),
}
