import { http, type InvocationContext, type Monitor, sentry, withMonitor } from '@holdfast/edge'
import { BreakerOpenError, policies } from '@holdfast/edge/resilience'

interface Env {
  readonly SINK_URL: string
  readonly SINK_DSN: string
  readonly UPSTREAM_URL: string
}

type Context = InvocationContext & { readonly monitor: Monitor }
type Route = (env: Env, context: Context) => Promise<Response>

const calls = policies()
const payments = calls.policy('payments', { breaker: { threshold: 2, cooldown: '1h' } })
const slow = calls.policy('slow', { timeout: '200ms' })
const rates = calls.policy('rates', { retry: { attempts: 3, baseDelay: '50ms', jitter: 'none' } })

const call = async (env: Env, signal: AbortSignal): Promise<string> => {
  const response = await fetch(env.UPSTREAM_URL, { signal })
  const text = await response.text()
  if (!response.ok) throw new Error(`answered ${response.status}`)
  return text
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

const routes: Readonly<Record<string, Route>> = {
  /** Rejects in the handler, which has not touched its monitor. */
  '/charge': async (env) => new Response(await payments.run(({ signal }) => call(env, signal))),
  '/charge-or-not': async (env, { monitor }) => {
    try {
      return new Response(await payments.run(({ signal }) => call(env, signal)))
    } catch (error) {
      if (!(error instanceof BreakerOpenError)) monitor.captureError(error)
      return new Response(payments.state().breaker?.state, { status: 503 })
    }
  },
  '/idle': async () => {
    await wait(3_500)
    return new Response('idle')
  },
  /** Opens the breaker while a later invocation is under way, and lives on for a while. */
  '/charge-later': async (env, context) => {
    await wait(300)
    for (let attempt = 0; attempt < 3; attempt++) {
      await payments.run(({ signal }) => call(env, signal)).catch(() => undefined)
    }
    context.waitUntil(wait(1_300))
    return new Response('not charged')
  },
  '/slow': async (env) => new Response(await slow.run(({ signal }) => call(env, signal))),
  '/rates': async (env) => new Response(await rates.run(({ signal }) => call(env, signal))),
}

const worker = withMonitor<Env>(
  (env) => ({
    service: 'worker',
    sinks: [sentry({ dsn: env.SINK_DSN }), http({ url: env.SINK_URL })],
    retry: { maxDelay: 500 },
    instruments: [calls],
  }),
  {
    fetch: (request, env, context) => {
      const route = routes[new URL(request.url).pathname]
      return route ? route(env, context) : new Response('no route', { status: 404 })
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
