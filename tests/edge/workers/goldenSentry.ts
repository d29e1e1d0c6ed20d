import * as Sentry from '@sentry/cloudflare'
import { captured, uncaught } from '../../delivery/golden/failures.mjs'
import { ofSentry } from '../../delivery/golden/reporters.mjs'

interface Env {
  readonly SINK_DSN: string
}

export default Sentry.withSentry(
  (env: Env) => ({
    dsn: env.SINK_DSN,
    release: '1.4.2',
    environment: 'staging',
    // Not on by default, and what is put on an event by it is compared.
    integrations: (defaults) => [...defaults, Sentry.featureFlagsIntegration()],
  }),
  {
    fetch: (request: Request) => {
      const name = new URL(request.url).pathname.slice(1)
      if (name in uncaught) return uncaught[name as keyof typeof uncaught]()
      captured[name as keyof typeof captured](ofSentry(Sentry))
      return new Response('done')
    },
  },
)
