const { HoldfastConfigError, http, init, sentry } = require('@holdfast/node')

const { SINK_URL, SINK_DSN } = process.env
const monitor = init({
  service: 'child',
  sinks: [sentry({ dsn: SINK_DSN }), http({ url: SINK_URL })],
})
console.log(new HoldfastConfigError([]) instanceof Error)
monitor.captureError(new Error('required'))
