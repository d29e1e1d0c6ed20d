// One server that says hello, under one kind of monitoring: its name is the first word, the address of what takes
// reports the second. It tells its port, and its processor time when it is asked.
import { createRequire } from 'node:module'

const [kind = 'bare', collector = ''] = process.argv.slice(2)
const dsn = collector.replace('//', '//0123456789abcdef@').concat('/42')

/** What stands around the handler, where it is not the SDK's own instrumentation. @type {(handler: Handler) => Handler} */
let around = (handler) => handler

/** @typedef {import('node:http').RequestListener} Handler */
/** @type {Readonly<Record<string, () => Promise<void>>>} */
const monitoring = {
  bare: async () => undefined,
  /** What Node itself takes for a context on each request, and nothing else. */
  context: async () => {
    const { AsyncLocalStorage } = await import('node:async_hooks')
    const storage = new AsyncLocalStorage()
    around = (handler) => (request, response) =>
      storage.run({ request }, () => handler(request, response))
  },
  holdfast: async () => {
    const { init, sentry } = await import('@holdfast/node')
    init({ service: 'bench', sinks: [sentry({ dsn })], store: false })
  },
  'prom-client': async () => {
    const { default: prom } = await import('prom-client')
    const labelNames = ['method', 'status']
    const count = new prom.Counter({ name: 'requests', help: 'requests', labelNames })
    const time = new prom.Histogram({ name: 'duration', help: 'duration', labelNames })
    around = (handler) => (request, response) => {
      const end = time.startTimer()
      response.once('finish', () => {
        const labels = { method: request.method ?? '', status: response.statusCode }
        count.inc(labels)
        end(labels)
      })
      handler(request, response)
    }
  },
  '@sentry/node': async () => {
    const { init } = await import('@sentry/node')
    init({ dsn })
  },
  OpenTelemetry: async () => {
    const { registerInstrumentations } = await import('@opentelemetry/instrumentation')
    const { HttpInstrumentation } = await import('@opentelemetry/instrumentation-http')
    const { AlwaysOffSampler, NodeTracerProvider } = await import('@opentelemetry/sdk-trace-node')
    const { MeterProvider, MetricReader } = await import('@opentelemetry/sdk-metrics')
    class Reader extends MetricReader {
      onForceFlush = () => Promise.resolve()
      onShutdown = () => Promise.resolve()
    }
    const tracerProvider = new NodeTracerProvider({ sampler: new AlwaysOffSampler() })
    tracerProvider.register()
    const meterProvider = new MeterProvider({ readers: [new Reader()] })
    const instrumentations = [new HttpInstrumentation()]
    registerInstrumentations({ tracerProvider, meterProvider, instrumentations })
  },
}

await monitoring[kind]?.()
// As OpenTelemetry sees it, who does without a loader's flag.
const { createServer } = createRequire(import.meta.url)('node:http')
const server = createServer(
  around((_, response) => {
    response.end('hello')
  }),
)
server.listen(0, '127.0.0.1', () => process.send?.({ port: server.address().port }))
process.on('message', () => process.send?.(process.cpuUsage()))
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
