import { http, type MonitoredWorker, sentry, withMonitor } from '@holdfast/edge'

interface Env {
  readonly SENTRY_DSN: string
  readonly SIGNALS_URL: string
}

const worker: MonitoredWorker<Env> = withMonitor(
  (env) => ({
    service: 'shop-worker',
    sinks: [sentry({ dsn: env.SENTRY_DSN }), http({ url: env.SIGNALS_URL })],
    retry: { baseDelay: '200ms', maxDelay: '2s' },
    batch: { maxAge: '250ms' },
    // A platform gives up after 30 s; here the collector may be down for as long as one likes.
    shutdownTimeout: '5m',
  }),
  {
    fetch(request) {
      const { pathname } = new URL(request.url)
      if (pathname === '/fail') return Response.json(pickCurrency('Atlantis'))
      if (pathname === '/ledger') return Response.json(worker.stats())
      return new Response('There is no such route.', { status: 404 })
    },
  },
)

const pickCurrency = (country: string): string => {
  throw new Error(`No currency is known for ${country}`)
}

export default worker
