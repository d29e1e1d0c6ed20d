import { init, sentry } from '@holdfast/node'
import { askOnce } from './requestReporter.mjs'

const monitor = init({ service: 'golden', sinks: [sentry({ dsn: process.env.SINK_DSN ?? '' })] })
await askOnce(() => {
  if (process.env.ROUTE) monitor.requests.current()?.setRoute(process.env.ROUTE)
  monitor.captureError(new Error('in a handler'))
})
await monitor.close('10s')
