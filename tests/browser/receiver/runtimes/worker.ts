import { sentry, withMonitor } from '@holdfast/edge'
import { failCheckout } from './checkout.mjs'

interface Env {
  readonly SINK_DSN: string
}

export default withMonitor<Env>(
  (env) => ({
    service: 'checkout',
    release: '1.4.2',
    environment: 'staging',
    sinks: [sentry({ dsn: env.SINK_DSN })],
  }),
  { fetch: (_request, _env, { monitor }) => new Response(failCheckout(monitor)) },
)
