import { setTimeout as wait } from 'node:timers/promises'
import { http, init, sentry } from '@holdfast/node'

// What `runScenario` does, in a process whose host was tampered with before the SDK was loaded.
const captures = 2_000
const perSecond = 200
const { SINK_URL, SINK_DSN } = process.env

const monitor = init({
  service: 'chaos',
  sinks: [sentry({ dsn: SINK_DSN ?? '' }), http({ url: SINK_URL ?? '' })],
  // The waits of our own are short, so that what is left is what something else asked for.
  retry: { maxDelay: '1s' },
})
const samples = []
const sampler = setInterval(() => samples.push(monitor.stats()), 100)
const ids = []
const started = performance.now()
while (ids.length < captures) {
  const due = Math.min(captures, ((performance.now() - started) * perSecond) / 1_000)
  while (ids.length < due) ids.push(monitor.captureError(new Error(`number ${ids.length}`)))
  await wait(5)
}
const stopped = performance.now()
await monitor.flush('40s')
const drained = Math.round(performance.now() - stopped)
clearInterval(sampler)
console.log(JSON.stringify({ ids, samples, stats: monitor.stats(), drained }))
