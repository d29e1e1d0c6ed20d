import * as Sentry from '@sentry/node'
import { captured, uncaught } from '../../delivery/golden/failures.mjs'
import { ofSentry } from '../../delivery/golden/reporters.mjs'

const { SINK_DSN, FAILURE = '' } = process.env
Sentry.init({
  dsn: SINK_DSN,
  release: '1.4.2',
  environment: 'staging',
  // Not on by default, and what is put on an event by it is compared.
  integrations: (defaults) => [...defaults, Sentry.featureFlagsIntegration()],
})

if (FAILURE in captured) {
  captured[FAILURE](ofSentry(Sentry))
  await Sentry.close(10_000)
} else {
  setTimeout(() => uncaught[FAILURE]())
}
