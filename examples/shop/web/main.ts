import { http, init, sentry } from '@holdfast/browser'
import type { PageConfig } from '../model/pageConfig.ts'
import { startButtons } from './buttons.ts'
import { startView } from './view.ts'

const response = await fetch('/config.json')
const config: PageConfig = await response.json()

const monitor = init({
  service: 'shop-page',
  sinks: [sentry({ dsn: config.sentryDsn }), http({ url: config.signalsUrl })],
  retry: { baseDelay: '200ms', maxDelay: '2s' },
  batch: { maxAge: '250ms' },
})

startButtons(config)
startView(monitor, config)

// To play with in the console, and for `npm start -- --once` to read.
Object.assign(window, { shop: monitor })
