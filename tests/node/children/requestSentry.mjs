import * as Sentry from '@sentry/node'

Sentry.init({ dsn: process.env.SINK_DSN })
const { askOnce } = await import('./requestReporter.mjs')
await askOnce(() => {
  Sentry.captureException(new Error('in a handler'))
})
await Sentry.close(10_000)
