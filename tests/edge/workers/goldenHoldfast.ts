import { type InvocationContext, type Monitor, sentry, withMonitor } from '@holdfast/edge'
import { captured, uncaught } from '../../delivery/golden/failures.mjs'
import { ofHoldfast } from '../../delivery/golden/reporters.mjs'

interface Env {
  readonly SINK_DSN: string
}

export default withMonitor<Env>(
  (env) => ({
    service: 'golden',
    release: '1.4.2',
    environment: 'staging',
    sinks: [sentry({ dsn: env.SINK_DSN })],
  }),
  {
    fetch: (
      request: Request,
      _: Env,
      { monitor }: InvocationContext & { readonly monitor: Monitor },
    ) => {
      const name = new URL(request.url).pathname.slice(1)
      if (name in uncaught) return uncaught[name as keyof typeof uncaught]()
      captured[name as keyof typeof captured](ofHoldfast(monitor))
      return new Response('done')
    },
  },
)
