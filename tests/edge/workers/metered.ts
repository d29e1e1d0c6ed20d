import { type Instrument, type InvocationContext, withMonitor } from '@holdfast/edge'
import { cloudEvents, stripeMeters } from '@holdfast/edge/metering'

interface Env {
  readonly EVENTS_URL: string
  readonly STRIPE_URL: string
  readonly SESSION_URL: string
  readonly API_KEY: string
}

/** What each invocation uses, by the path that it was asked for. */
const meters: Instrument = {
  name: 'meters',
  start: ({ captureFact }) => {
    const minute = Math.floor(Date.now() / 60_000) * 60_000
    const deltas = Array.from({ length: 90 }, (_, index) => ({
      subject: `cus_${index % 7}`,
      quantity: index / 4,
    }))
    captureFact({ kind: 'usage', meter: 'calls', minute: minute as never, deltas })
    return () => undefined
  },
}

const worker = withMonitor<Env>(
  (env) => ({
    service: 'worker',
    sinks: [
      cloudEvents({ url: env.EVENTS_URL, compress: true }),
      stripeMeters({ apiKey: env.API_KEY, url: env.STRIPE_URL, sessionUrl: env.SESSION_URL }),
    ],
    instruments: [meters],
    retry: { baseDelay: 20, maxDelay: 200 },
  }),
  { fetch: () => new Response('done') },
)

/** The ledger of the isolate is told apart from all invocations that are monitored. */
export default {
  fetch: (request: Request, env: Env, context: InvocationContext) =>
    new URL(request.url).pathname === '/stats'
      ? Response.json(worker.stats())
      : worker.fetch?.(request, env, context),
}
