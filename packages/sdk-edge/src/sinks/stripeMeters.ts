import type { Sink } from '@holdfast/shared'
import { createStripeMeters, type StripeMetersOptions } from '@holdfast/shared/sinks/metering'
import { createSystemClock } from '@holdfast/shared/web-runtime'

/**
 * Ships usage as the meter events that Stripe bills by: an event for each customer, in each minute that they
 * used a meter. Signals of other kinds are for other sinks.
 *
 * @example
 * withMonitor((env) => ({ service: 'api', sinks: [stripeMeters({ apiKey: env.STRIPE_KEY })] }), handler)
 */
export const stripeMeters = (options: StripeMetersOptions): Sink => {
  // As they are now: what others wrap later does not see the key.
  const { fetch, AbortSignal } = globalThis
  return createStripeMeters(options, {
    fetch,
    AbortSignal,
    isShared: false,
    clock: createSystemClock(globalThis),
  })
}
