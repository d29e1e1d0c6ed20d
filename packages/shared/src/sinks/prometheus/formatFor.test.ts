import { expect, it } from 'vitest'
import { formatFor } from './formatFor.ts'

const protobuf =
  'application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited'

it.each([
  [undefined, 'text'],
  ['', 'text'],
  ['text/html,application/xhtml+xml,*/*;q=0.8', 'text'],
  ['application/openmetrics-text', 'openMetrics'],
  ['application/openmetrics-text; version="1.0.0"; charset=utf-8', 'openMetrics'],
  ['application/openmetrics-text;version=2.0.0', 'text'],
  ['application/openmetrics-text;q=0.1,text/plain', 'text'],
  ['application/openmetrics-text;q=0', 'text'],
  // Prometheus 2.42, without native histograms and with them; then Prometheus 3.
  [
    'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1',
    'openMetrics',
  ],
  [`${protobuf},application/openmetrics-text;version=1.0.0;q=0.8,text/plain;q=0.5`, 'protobuf'],
  [
    'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1',
    'openMetrics',
  ],
  ['application/vnd.google.protobuf;proto=other;encoding=delimited', 'text'],
  [';;;,,=;q=x', 'text'],
])('%s is answered as %s', (accept, format) => {
  expect(formatFor(accept)).toBe(format)
})
