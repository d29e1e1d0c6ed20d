import { http, init, sentry } from '@holdfast/node'

const { SINK_URL, SINK_DSN, SHUTDOWN_TIMEOUT } = process.env

/** @param {Partial<import('@holdfast/node').MonitorOptions>} [options] */
export const startMonitor = (options) =>
  init({
    service: 'child',
    sinks: [sentry({ dsn: SINK_DSN ?? '' }), http({ url: SINK_URL ?? '' })],
    ...(SHUTDOWN_TIMEOUT && { shutdownTimeout: Number(SHUTDOWN_TIMEOUT) }),
    ...options,
  })

/** The same script runs with Holdfast and without, to compare how it ends. */
export const monitor = SINK_URL ? startMonitor() : undefined
