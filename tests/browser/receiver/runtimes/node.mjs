import { setImmediate as nextTurn } from 'node:timers/promises'
import { init, sentry } from '@holdfast/node'
import { failCheckout } from './checkout.mjs'

const folder = new URL('.', import.meta.url).href

const monitor = init({
  service: 'checkout',
  release: '1.4.2',
  environment: 'staging',
  sinks: [sentry({ dsn: process.env.SINK_DSN ?? '' })],
  // As Sentry names the files of an app wherever it is installed; so do the pictures in docs/.
  beforeDelivery: (signal) => JSON.parse(JSON.stringify(signal).replaceAll(folder, 'app:///')),
})
// An app fails when it runs, rather than as it is loaded.
await nextTurn()
const id = failCheckout(monitor)
await monitor.flush('20s')
console.log(id)
