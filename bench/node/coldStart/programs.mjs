/**
 * What a process does before it is ready.
 * @typedef {object} Program
 * @property {string} name
 * @property {'mjs' | 'cjs'} kind
 * @property {string} code
 * @property {readonly string[]} [flags] of Node
 * @property {Readonly<Record<string, string>>} [env]
 */

const dsn = 'http://key@127.0.0.1:9/1'
const init = `init({ service: 'bench', sinks: [sentry({ dsn: '${dsn}' })] })`

/** The bare one of each kind is what the others of it are compared with. @type {readonly Program[]} */
export const programs = [
  { name: 'bare', kind: 'mjs', code: '' },
  {
    name: '@holdfast/node, import and init',
    kind: 'mjs',
    code: `import { init, sentry } from '@holdfast/node'\n${init}`,
  },
  {
    name: '@holdfast/node, import alone',
    kind: 'mjs',
    code: "import { init, sentry } from '@holdfast/node'\nvoid [init, sentry]",
  },
  {
    name: '@holdfast/node/register',
    kind: 'mjs',
    code: '',
    flags: ['--import', '@holdfast/node/register'],
    env: { HOLDFAST_SERVICE: 'bench', HOLDFAST_SENTRY_DSN: dsn },
  },
  {
    name: 'prom-client, a counter and a histogram',
    kind: 'mjs',
    code: `
      import { Counter, Histogram, Registry } from 'prom-client'
      const registers = [new Registry()]
      new Counter({ name: 'orders', help: 'orders', labelNames: ['country'], registers })
      new Histogram({ name: 'render', help: 'render', labelNames: ['page'], registers })`,
  },
  {
    name: 'OpenTelemetry, logs and metrics',
    kind: 'mjs',
    code: `
      import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http'
      import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs'
      import { MeterProvider } from '@opentelemetry/sdk-metrics'
      const exporter = new OTLPLogExporter({ url: 'http://127.0.0.1:9/v1/logs' })
      new LoggerProvider({ processors: [new BatchLogRecordProcessor(exporter)] })
      new MeterProvider().getMeter('bench').createCounter('orders')`,
  },
  {
    name: '@sentry/node, import and init',
    kind: 'mjs',
    code: `import { init } from '@sentry/node'\ninit({ dsn: '${dsn}' })`,
  },
  { name: 'bare', kind: 'cjs', code: '' },
  {
    name: '@holdfast/node, require and init',
    kind: 'cjs',
    code: `const { init, sentry } = require('@holdfast/node')\n${init}`,
  },
  {
    name: '@holdfast/node, require alone',
    kind: 'cjs',
    code: "const { init, sentry } = require('@holdfast/node')\nvoid [init, sentry]",
  },
]
