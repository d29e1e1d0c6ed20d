import type { Sink } from '@holdfast/shared'
import {
  createSentryClientSink,
  type SentryClientOptions,
  type SentryClientSource,
} from '@holdfast/shared/sinks/sentry-client'
import { createTimerScheduler } from '@holdfast/shared/web-runtime'

/**
 * Gives errors, messages, feedback and check-ins to the Sentry client that an app has already, for as long as it has both:
 * its `beforeSend`, its event processors and its sampling apply. Delivered means handed over to it.
 *
 * @param client - it, or a function, where it is made later. One that does not come within nine seconds
 * costs what waits for it, booked as `sinkFailed`.
 * @example
 * Sentry.init({ dsn })
 * const monitor = init({ service: 'shop', sinks: [sentryClient(() => Sentry.getClient())] })
 */
export const sentryClient = (client: SentryClientSource, options?: SentryClientOptions): Sink =>
  createSentryClientSink(
    client,
    options,
    createTimerScheduler<ReturnType<typeof setTimeout>>(globalThis),
  )
