import { init, sentry } from '@holdfast/browser'
import { failCheckout } from './checkout.mjs'

const monitor = init({
  service: 'checkout',
  release: '1.4.2',
  environment: 'staging',
  sinks: [sentry({ dsn: new URLSearchParams(location.search).get('dsn') ?? '' })],
})
const id = failCheckout(monitor)
await monitor.flush('20s')
Object.assign(window, { sent: id })
