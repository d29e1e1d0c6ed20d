import { init, sentryClient } from '@holdfast/node'
import * as Sentry from '@sentry/node'

const { SINK_DSN, HOW = 'errors', UNCAUGHT } = process.env

const start = () =>
  Sentry.init({
    dsn: SINK_DSN,
    release: 'of-the-client',
    environment: 'of-the-client',
    beforeSend: (event) =>
      event.message === 'refused' ? null : { ...event, tags: { ...event.tags, hook: 'yes' } },
    sendClientReports: false,
    enableLogs: true,
  })

const early = HOW === 'late' ? undefined : start()
Sentry.setTag('everywhere', 'yes')

const monitor = init({
  service: 'child',
  environment: 'test',
  store: false,
  globalErrors: HOW === 'uncaught',
  sinks: [
    sentryClient(early ?? (() => Sentry.getClient()), {
      logger: Sentry.logger,
      ...(UNCAUGHT && { uncaught: true }),
    }),
  ],
  batch: { maxAge: 10 },
})

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

const ways = {
  errors: async () => {
    monitor.captureError(new TypeError('no stock', { cause: new Error('refused by a cause') }), {
      tags: { plan: 'pro' },
      contexts: { cart: { items: { tea: 1 } } },
    })
    monitor.captureMessage('stock is low', { severity: 'warn' })
    monitor.captureMessage('refused')
  },
  others: async () => {
    monitor.log.warn('stock is low', { left: 2 })
    monitor.captureFeedback({ message: 'It is slow.' })
  },
  late: async () => {
    monitor.captureMessage('before the client')
    await wait(600)
    start()
  },
  /** Each in a request of its own, whose facts are in the client's isolation scope. */
  requests: async () => {
    const serve = (name) =>
      Sentry.withIsolationScope(async (scope) => {
        scope.setUser({ id: name })
        scope.setTag('request', name)
        await wait(1)
        monitor.withScope((own) => {
          own.setTags({ own: name })
          monitor.captureError(new Error(name))
        })
      })
    await Promise.all(['ann', 'ben', 'cid'].map(serve))
    // So that the batch leaves by itself, in whichever request it was begun in.
    await wait(200)
  },
  uncaught: async () => {
    process.on('exit', () => console.log(JSON.stringify(monitor.stats())))
    setTimeout(() => {
      throw new Error('nobody caught it')
    })
    await wait(5_000)
  },
}

await ways[HOW]()
await monitor.flush('5s')
await Sentry.flush(5_000)
console.log(JSON.stringify(monitor.stats()))
