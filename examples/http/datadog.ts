import { type ErrorSignal, type EventSignal, http, type Sink } from '@holdfast/node'

/**
 * Errors and events as logs in Datadog.
 *
 * @param url - of the intake of your site: `https://http-intake.logs.datadoghq.eu/api/v2/logs`
 */
export const datadog = (url: string, apiKey: string): Sink =>
  http({
    name: 'datadog',
    url,
    headers: { 'dd-api-key': apiKey },
    kinds: ['error', 'event'],
    compress: true,
    // It takes 1,000 logs and 5 MB a request, unpacked.
    batch: { maxCount: 1_000, maxBytes: 4_000_000, maxAge: '5s' },
    encode: (signals) => ({ body: signals.map(toLog) }),
  })

const toLog = (signal: ErrorSignal | EventSignal): object => {
  const { service, environment = 'none', release = 'none' } = signal.resource
  return {
    ddsource: 'nodejs',
    ddtags: `env:${environment},version:${release}`,
    service,
    // To drop repeats by, since delivery is at least once.
    signal_id: signal.id,
    timestamp: signal.time,
    usr: { id: signal.scope.user?.id },
    tags: signal.scope.tags,
    ...(signal.kind === 'error' ? toErrorFacts(signal) : toEventFacts(signal)),
  }
}

const toEventFacts = ({ name, attributes }: EventSignal): object => ({
  status: 'info',
  message: name,
  attributes,
})

const toErrorFacts = ({ message, severity, exceptions }: ErrorSignal): object => {
  const [thrown] = exceptions
  return {
    status: severity === 'fatal' ? 'critical' : severity,
    message,
    ...(thrown && { error: { kind: thrown.type, message, stack: toStack(thrown) } }),
  }
}

const toStack = ({ type, message, stack }: ErrorSignal['exceptions'][number]): string => {
  if (!stack) return ''
  if ('text' in stack) return stack.text
  const calls = stack.frames.map(
    ({ function: name = '<anonymous>', file = '', line = 0, column = 0 }) =>
      `    at ${name} (${file}:${line}:${column})`,
  )
  return [`${type}: ${message}`, ...calls].join('\n')
}
