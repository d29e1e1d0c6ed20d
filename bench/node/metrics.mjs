// What a count and a time with two attributes cost their caller, beside prom-client and OpenTelemetry,
// interleaved; and with name and attributes bound beforehand. Fails over the budgets.
import { init } from '@holdfast/node'
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics'
import * as prom from 'prom-client'
import { median } from '../median.mjs'

const rounds = 21
const calls = 100_000
/** In nanoseconds. */
const budgets = { anew: 150, bound: 40 }

const monitor = init({ service: 'bench', sinks: [], store: false, globalErrors: false })
const orders = monitor.counter('orders', { country: 'BR', plan: 'pro' })
const render = monitor.timer('render', { country: 'BR', plan: 'pro' })

const labelNames = ['country', 'plan']
const promOrders = new prom.Counter({ name: 'orders', help: 'orders', labelNames })
const promRender = new prom.Histogram({ name: 'render', help: 'render', labelNames })
const boundPromOrders = promOrders.labels('BR', 'pro')
const boundPromRender = promRender.labels('BR', 'pro')

/** One that nobody asks. */
class Reader extends MetricReader {
  onForceFlush = () => Promise.resolve()
  onShutdown = () => Promise.resolve()
}
const meter = new MeterProvider({ readers: [new Reader()] }).getMeter('bench')
const otelOrders = meter.createCounter('orders')
const otelRender = meter.createHistogram('render')

const countries = ['BR', 'DE', 'IN', 'US']
const plans = ['free', 'pro']
/** Of few, as in an app; each call makes its own. @param {number} index */
const attributesOf = (index) => ({
  country: countries[index & 3] ?? '',
  plan: plans[(index >> 2) & 1] ?? '',
})
const times = Array.from({ length: 1_024 }, (_, index) => 0.5 * 1.01 ** index)
/** @param {number} index */
const timeOf = (index) => times[index & 1_023] ?? 0

/** @type {Record<string, (index: number) => void>} */
const contestants = {
  'holdfast count': (index) => monitor.count('orders', 1, attributesOf(index)),
  'prom-client count': (index) => promOrders.inc(attributesOf(index), 1),
  'OpenTelemetry count': (index) => otelOrders.add(1, attributesOf(index)),
  'holdfast time': (index) => monitor.time('render', timeOf(index), attributesOf(index)),
  'prom-client time': (index) => promRender.observe(attributesOf(index), timeOf(index)),
  'OpenTelemetry time': (index) => otelRender.record(timeOf(index), attributesOf(index)),
  'holdfast count, bound': () => orders.add(),
  'prom-client count, bound': () => boundPromOrders.inc(),
  'holdfast time, bound': (index) => render.record(timeOf(index)),
  'prom-client time, bound': (index) => boundPromRender.observe(timeOf(index)),
}

/** @param {(index: number) => void} call */
const nanosecondsEach = (call) => {
  const start = performance.now()
  for (let index = 0; index < calls; index++) call(index)
  return ((performance.now() - start) / calls) * 1_000_000
}

/** @type {Record<string, number[]>} */
const taken = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]))
for (let round = 0; round <= rounds; round++) {
  for (const [name, call] of Object.entries(contestants)) {
    const time = nanosecondsEach(call)
    // The first round is for the compiler.
    if (round > 0) taken[name]?.push(time)
  }
}

console.log(`median of ${rounds} rounds of ${calls} calls, in nanoseconds; Node ${process.version}`)
let failed = false
for (const [name, times] of Object.entries(taken)) {
  const time = median(times)
  const budget = name.endsWith('bound') ? budgets.bound : budgets.anew
  const isOver = name.startsWith('holdfast') && time > budget
  failed ||= isOver
  console.log(`${name.padEnd(28)}${time.toFixed(1).padStart(8)}${isOver ? ` over ${budget}` : ''}`)
}
await monitor.close()
process.exitCode = failed ? 1 : 0
