import {
  type ErrorSignal,
  type EventSignal,
  type HttpHeaders,
  http,
  type Sink,
} from '@holdfast/node'

/**
 * Errors and events as log lines in Grafana Loki, 3.0 or later.
 *
 * @param url - of Loki, with nothing behind the host: `https://logs-prod-eu.grafana.net`
 * @param headers - such as `authorization`, or `x-scope-orgid` where there are several tenants
 */
export const loki = (url: string, headers: HttpHeaders = {}): Sink =>
  http({
    name: 'loki',
    url: `${url}/loki/api/v1/push`,
    headers,
    kinds: ['error', 'event'],
    compress: true,
    batch: { maxCount: 500, maxAge: '5s' },
    encode: (signals) => {
      const streams = new Map<string, { stream: Labels; values: Line[] }>()
      for (const signal of signals) {
        const stream = toLabels(signal)
        const key = JSON.stringify(stream)
        const known = streams.get(key) ?? { stream, values: [] }
        known.values.push(toLine(signal))
        streams.set(key, known)
      }
      return { body: { streams: [...streams.values()] } }
    },
  })

type Labels = Readonly<Record<string, string>>
/** When, in nanoseconds as a text; what; and what is found but makes no stream of its own. */
type Line = readonly [time: string, line: string, metadata: Labels]

/** Few, and of few values each: every combination of them is a stream that Loki has to keep. */
const toLabels = (signal: ErrorSignal | EventSignal): Labels => {
  const { service, environment = 'none' } = signal.resource
  const level = signal.kind === 'error' ? signal.severity : 'info'
  return { service_name: service, environment, kind: signal.kind, level }
}

const toLine = (signal: ErrorSignal | EventSignal): Line => {
  const { id, time, resource, scope, ...facts } = signal
  const traceId = scope.trace?.traceId
  return [
    // Milliseconds times a million are more than a number holds.
    `${Math.trunc(time)}000000`,
    JSON.stringify({ ...facts, tags: scope.tags, release: resource.release }),
    { signal_id: id, ...(traceId && { trace_id: traceId }) },
  ]
}
