import dns from 'node:dns'
import { http, init } from '@holdfast/node'

const { SINK_URL = '' } = process.env

// A host with two addresses, of which nobody listens at the first.
Object.assign(dns, {
  lookup: (/** @type {string} */ _, /** @type {object} */ __, /** @type {Function} */ done) =>
    done(null, [
      { address: '127.0.0.9', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ]),
})
const monitor = init({
  service: 'child',
  sinks: [http({ url: SINK_URL, batch: { maxAge: 10 } })],
  store: false,
  shutdownTimeout: '200ms',
})
monitor.captureMessage('held')
