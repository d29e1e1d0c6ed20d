import type { CheckInSignal } from '../../model/signal.ts'
import { encodeCheckIns } from '../sentry/items/checkIns.ts'
import type { SentryCheckIn } from '../sentry/sentryItems.ts'
import type { SentryClientLike } from './sentryClientLike.ts'

/** As a client wants it, which gives its members other names than Sentry's servers do. */
export const captureCheckIn = (client: SentryClientLike, signal: CheckInSignal): void => {
  if (!client.captureCheckIn) throw new Error('this Sentry client takes no check-ins')
  for (const [, told] of encodeCheckIns([signal])) {
    const { check_in_id, monitor_slug, monitor_config, status, duration } = told as SentryCheckIn
    const checkIn = { checkInId: check_in_id, monitorSlug: monitor_slug, status, duration }
    client.captureCheckIn(checkIn, monitor_config && toMonitorConfig(monitor_config))
  }
}

const toMonitorConfig = (config: object): object =>
  Object.fromEntries(
    Object.entries(config).map(([name, value]) => [
      name.replace(/_./g, ([, letter = '']) => letter.toUpperCase()),
      value,
    ]),
  )
