import { init, sentry } from '@holdfast/browser'
import { captured, uncaught } from '../../delivery/golden/failures.mjs'
import { ofHoldfast } from '../../delivery/golden/reporters.mjs'

const query = new URLSearchParams(location.search)
const monitor = init({
  service: 'golden',
  release: '1.4.2',
  environment: 'staging',
  sinks: [sentry({ dsn: query.get('dsn') ?? '' })],
  batch: { maxAge: 20 },
})

const reporter = ofHoldfast(monitor)

/** In a microtask of the page's own: what is thrown there, nobody catches, and no timer is patched. */
const raise = (name: string): void =>
  queueMicrotask(() => {
    if (name in uncaught) void uncaught[name as keyof typeof uncaught]()
    else captured[name as keyof typeof captured](reporter)
  })

Object.assign(window, { raise })
