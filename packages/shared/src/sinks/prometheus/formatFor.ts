/** What a scraper can be answered with. */
export type ExpositionFormat = 'text' | 'openMetrics' | 'protobuf'

/** What each answer is called. */
export const contentTypes: Readonly<Record<ExpositionFormat, string>> = {
  text: 'text/plain; version=0.0.4; charset=utf-8',
  openMetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
  protobuf:
    'application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited',
}

/** What is wanted most of what we speak; where nothing is, text, which all read. */
export const formatFor = (accept: string | undefined): ExpositionFormat => {
  const wanted = (accept ?? '')
    .toLowerCase()
    .split(',')
    .map((range) => {
      const [type = '', ...told] = range.split(';').map((part) => part.trim())
      const parameters = new Map(told.map((parameter) => toPair(parameter)))
      const quality = Number(parameters.get('q') ?? 1)
      return { format: formatOf(type, parameters), quality }
    })
    .filter(({ format, quality }) => format !== undefined && quality > 0)
    .sort((one, other) => other.quality - one.quality)
  return wanted[0]?.format ?? 'text'
}

const toPair = (parameter: string): readonly [string, string] => {
  const [name = '', value = ''] = parameter.split('=')
  return [name.trim(), value.trim().replaceAll('"', '')]
}

const formatOf = (
  type: string,
  parameters: ReadonlyMap<string, string>,
): ExpositionFormat | undefined => {
  if (type === 'text/plain' || type === 'text/*' || type === '*/*') return 'text'
  const version = parameters.get('version') ?? '1.0.0'
  if (type === 'application/openmetrics-text' && /^(?:0\.0\.1|1\.0\.0)$/.test(version)) {
    return 'openMetrics'
  }
  const isDelimited =
    parameters.get('proto') === 'io.prometheus.client.metricfamily' &&
    parameters.get('encoding') === 'delimited'
  return type === 'application/vnd.google.protobuf' && isDelimited ? 'protobuf' : undefined
}
