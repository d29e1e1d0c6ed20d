import { consoleSink, withMonitor } from '@holdfast/edge'

interface Env {
  readonly ENVIRONMENT?: string
}

export default withMonitor(
  ({ ENVIRONMENT }: Env) => ({
    service: 'worker',
    tags: { plan: 'pro' },
    ...(ENVIRONMENT !== undefined && { environment: ENVIRONMENT }),
    sinks: [consoleSink()],
  }),
  {
    fetch: (_request, _env, { monitor }) => {
      // What is put in its place later is not to be used, or what captures from it would never end.
      console.warn = () => monitor.captureMessage('of the console')
      monitor.captureMessage('stock is \u001b[31mlow\u009b', { severity: 'warn' })
      monitor.captureMessage('asked', { severity: 'debug' })
      monitor.captureError(new TypeError('no stock'))
      return new Response('done')
    },
  },
)
