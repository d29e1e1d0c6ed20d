import * as Sentry from '@sentry/browser'
import { captured, uncaught } from '../../delivery/golden/failures.mjs'
import { ofSentry } from '../../delivery/golden/reporters.mjs'

const query = new URLSearchParams(location.search)
Sentry.init({
  dsn: query.get('dsn') ?? '',
  release: '1.4.2',
  environment: 'staging',
  // Not on by default, and what is put on an event by it is compared.
  integrations: (defaults) => [...defaults, Sentry.featureFlagsIntegration()],
})

const reporter = ofSentry(Sentry)

/** In a microtask of the page's own: what is thrown there, nobody catches, and no timer is patched. */
const raise = (name: string): void =>
  queueMicrotask(() => {
    if (name in uncaught) void uncaught[name as keyof typeof uncaught]()
    else captured[name as keyof typeof captured](reporter)
  })

Object.assign(window, { raise })
