import './monitored.ts'
import { http, init, sentry } from '@holdfast/browser'

const query = new URLSearchParams(location.search)

// As a second script on the page would, which brings its own.
const other = init({
  service: 'widget',
  sinks: [sentry({ dsn: query.get('dsn') ?? '' }), http({ url: query.get('url') ?? '' })],
  batch: { maxAge: 50 },
})
Object.assign(window, { other })
