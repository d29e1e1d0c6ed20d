import { init, sentry } from '@holdfast/node'
import { captured, uncaught } from '../../delivery/golden/failures.mjs'
import { ofHoldfast } from '../../delivery/golden/reporters.mjs'

const { SINK_DSN = '', FAILURE = '' } = process.env
const monitor = init({
  service: 'golden',
  release: '1.4.2',
  environment: 'staging',
  sinks: [sentry({ dsn: SINK_DSN })],
})

if (FAILURE in captured) {
  captured[FAILURE](ofHoldfast(monitor))
  await monitor.close('10s')
} else {
  setTimeout(() => uncaught[FAILURE]())
}
