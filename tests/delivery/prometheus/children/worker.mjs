// What each worker of a cluster, and each thread, does: it counts, and tells when that has been handed over.
import { init } from '@holdfast/node'
import { prometheus } from '@holdfast/node/prometheus'

/** @param {import('@holdfast/node/prometheus').PrometheusOptions} [options] */
export const startCounting = (options) => {
  const metrics = prometheus(options)
  const monitor = init({
    service: 'shop',
    sinks: [metrics],
    globalErrors: false,
    metrics: { interval: '1h' },
  })
  return { metrics, monitor }
}

/**
 * @param {import('@holdfast/node').Monitor} monitor
 * @param {string} who
 */
export const countSome = (monitor, who) => {
  for (let call = 0; call < 1_000; call++) {
    monitor.count('orders')
    monitor.count('orders.by', 1, { who })
    monitor.time('render', 1 + (call % 100))
  }
  monitor.gauge('queue', 5)
}
