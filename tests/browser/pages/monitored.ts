import { http, init, type PageMonitor, sentry } from '@holdfast/browser'

declare global {
  interface Window {
    monitor: PageMonitor
  }
}

const query = new URLSearchParams(location.search)

window.monitor = init({
  service: 'page',
  release: '1.4.2',
  sinks: [sentry({ dsn: query.get('dsn') ?? '' }), http({ url: query.get('url') ?? '' })],
  // Late, so that only an ending or a flush can be what sends.
  batch: { maxAge: Number(query.get('maxAge') ?? 50) },
})
