import { init, sentry } from '@holdfast/browser'
import * as Sentry from '@sentry/browser'

const dsn = new URLSearchParams(location.search).get('dsn') ?? ''
const tunnel = '/relay'

const sendOurs = async (): Promise<void> => {
  const monitor = init({ service: 'shop', sinks: [sentry({ dsn, tunnel })], globalErrors: false })
  const picture = Uint8Array.from({ length: 256 }, (_, index) => index)
  const about = monitor.captureError(new Error('told by us'))
  monitor.captureFeedback({
    message: 'It is slow.',
    ...(about && { about }),
    attachments: [{ name: 'screen.png', content: picture, contentType: 'image/png' }],
  })
  monitor.log.warn('a line of ours')
  await monitor.flush('5s')
}

const sendTheirs = async (): Promise<void> => {
  Sentry.init({ dsn, tunnel, defaultIntegrations: false })
  Sentry.captureException(new Error('told by them'))
  await Sentry.flush(5_000)
}

Object.assign(window, { sendOurs, sendTheirs })
