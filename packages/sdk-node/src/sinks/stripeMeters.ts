import type { Sink } from '@holdfast/shared'
import { createStripeMeters, type StripeMetersOptions } from '@holdfast/shared/sinks/metering'
import { createSystemClock } from '@holdfast/shared/web-runtime'

/**
 * Ships usage as the meter events that Stripe bills by: an event for each customer, in each minute that they
 * used a meter. Signals of other kinds are for other sinks.
 *
 * @example
 * stripeMeters({ apiKey: process.env.STRIPE_KEY ?? '' })
 */
export const stripeMeters = (options: StripeMetersOptions): Sink =>
  createStripeMeters(options, {
    // With the first question: it knows proxies and connections, which usage to other sinks does not need.
    fetch: async (url, options) => (await import('./quietFetch.ts')).quietFetch(url, options),
    AbortSignal,
    isShared: true,
    clock: createSystemClock(globalThis),
  })
