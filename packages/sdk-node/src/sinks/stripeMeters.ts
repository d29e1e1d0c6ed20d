import type { Sink } from '@holdfast/shared'
import { createStripeMeters, type StripeMetersOptions } from '@holdfast/shared/sinks/metering'
import { createSystemClock } from '@holdfast/shared/web-runtime'
import { quietFetch } from './quietFetch.ts'

/**
 * Ships usage as the meter events that Stripe bills by: an event for each customer, in each minute that they
 * used a meter. Signals of other kinds are for other sinks.
 *
 * @example
 * stripeMeters({ apiKey: process.env.STRIPE_KEY ?? '' })
 */
export const stripeMeters = (options: StripeMetersOptions): Sink =>
  createStripeMeters(options, {
    fetch: quietFetch,
    AbortSignal,
    isShared: true,
    clock: createSystemClock(globalThis),
  })
