import { init, type PageMonitor, sentryClient } from '@holdfast/browser'
import { getClient, init as initSentry, logger } from '@sentry/browser'

declare global {
  interface Window {
    monitor: PageMonitor
  }
}

const dsn = new URLSearchParams(location.search).get('dsn') ?? ''

window.monitor = init({
  service: 'page',
  sinks: [sentryClient(() => getClient(), { logger })],
  batch: { maxAge: 10 },
})
initSentry({ dsn, sendClientReports: false, beforeSend: (event) => ({ ...event, dist: 'hooked' }) })
