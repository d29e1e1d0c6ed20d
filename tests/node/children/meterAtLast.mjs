import { init } from '@holdfast/node'
import { stripeMeters } from '@holdfast/node/metering'

const { SESSION_URL = '', API_KEY = '' } = process.env
init({
  service: 'checkout',
  store: false,
  sinks: [stripeMeters({ apiKey: API_KEY, url: SESSION_URL, sessionUrl: SESSION_URL })],
  instruments: [
    {
      name: 'meters',
      start: ({ captureFact }) => {
        const deltas = [{ subject: 'cus_1', quantity: 1 }]
        captureFact({ kind: 'usage', meter: 'builds', minute: 1_767_225_600_000, deltas })
        return () => undefined
      },
    },
  ],
  shutdownTimeout: '500ms',
})
