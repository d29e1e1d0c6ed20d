import type { Histogram } from '../../model/histogram.ts'
import type { Exemplar } from '../../model/metric.ts'
import { cumulated, type Exposed, expose, helpOfTarget, targetLabels } from './exposed.ts'
import type { Labels } from './labels.ts'
import { toNativeBuckets } from './nativeBuckets.ts'
import type { PrometheusSettings } from './prometheusOptions.ts'
import {
  createProtobufWriter,
  type EncodeText,
  type ProtobufWriter,
  varint,
} from './protobufWriter.ts'
import type { View } from './registry.ts'
import type { HistogramSeries } from './series.ts'

/**
 * Families as `io.prometheus.client.MetricFamily`, each after its length: the one format in which Prometheus reads
 * native histograms. https://github.com/prometheus/client_model/blob/v0.6.1/io/prometheus/client/metrics.proto
 */
export const toProtobuf = (
  view: View,
  settings: PrometheusSettings,
  encodeText: EncodeText,
): readonly Uint8Array[] => {
  const pieces: Uint8Array[] = []
  const add = (write: (writer: ProtobufWriter) => void): void => {
    const writer = createProtobufWriter(encodeText)
    write(writer)
    pieces.push(Uint8Array.from(varint(writer.length)), ...writer.pieces)
  }
  const target = targetLabels(view)
  if (target.length > 0) add((writer) => writeTarget(writer, target))
  for (const family of expose(view, settings)) add((writer) => writeFamily(writer, family))
  return pieces
}

/** Of `MetricFamily`, `Metric` and what they hold, by the numbers of their fields. */
const familyName = 1
const familyHelp = 2
const familyType = 3
const familyMetric = 4
const metricLabel = 1
const metricGauge = 2
const metricCounter = 3
const metricHistogram = 7
const types = { counter: 0, gauge: 1, distribution: 4 } as const

const writeTarget = (writer: ProtobufWriter, labels: Labels): void => {
  writer.text(familyName, 'target_info')
  writer.text(familyHelp, helpOfTarget)
  writer.count(familyType, types.gauge)
  writeMetric(writer, labels, (metric) =>
    metric.message(metricGauge, (gauge) => gauge.double(1, 1)),
  )
}

const writeFamily = (writer: ProtobufWriter, family: Exposed): void => {
  const { base, type, help, divisor } = family
  writer.text(familyName, type === 'counter' ? `${base}_total` : base)
  writer.text(familyHelp, help)
  writer.count(familyType, types[type])
  for (const { labels, value, exemplar } of family.counters) {
    writeMetric(writer, labels, (metric) =>
      metric.message(metricCounter, (counter) => {
        counter.double(1, value / divisor)
        if (exemplar) writeExemplar(counter, { field: 2, divisor }, exemplar)
      }),
    )
  }
  for (const { labels, value } of family.gauges) {
    writeMetric(writer, labels, (metric) =>
      metric.message(metricGauge, (gauge) => gauge.double(1, value / divisor)),
    )
  }
  for (const series of family.histograms) {
    writeMetric(writer, series.labels, (metric) =>
      metric.message(metricHistogram, (histogram) => writeHistogram(histogram, series, divisor)),
    )
  }
}

const writeMetric = (
  writer: ProtobufWriter,
  labels: Labels,
  write: (metric: ProtobufWriter) => void,
): void =>
  writer.message(familyMetric, (metric) => {
    for (const label of labels) metric.message(metricLabel, (pair) => writePair(pair, label))
    write(metric)
  })

const writePair = (pair: ProtobufWriter, [name, value]: Labels[number]): void => {
  pair.text(1, name)
  pair.text(2, value)
}

const writeHistogram = (
  writer: ProtobufWriter,
  { bounds, counts, exemplars, whole }: HistogramSeries,
  divisor: number,
): void => {
  writer.count(1, whole?.count ?? 0)
  writer.double(2, (whole?.sum ?? 0) / divisor)
  for (const [place, count] of cumulated(counts).entries()) {
    const bound = bounds[place]
    writer.message(3, (bucket) => {
      bucket.count(1, count)
      bucket.double(2, bound === undefined ? Infinity : bound / divisor)
      const exemplar = exemplars.get(place)
      if (exemplar) writeExemplar(bucket, { field: 3, divisor }, exemplar)
    })
  }
  if (whole && whole.scale >= coarsestSchema) writeNative(writer, whole, divisor)
}

const coarsestSchema = -4

const writeNative = (writer: ProtobufWriter, whole: Histogram, divisor: number): void => {
  const { scale, zeroCount, positive, negative } = whole
  // Milliseconds are seconds a whole number of buckets further down, but for a part of one.
  const shift = -Math.round(Math.log2(divisor) * 2 ** scale)
  writer.signed(5, scale)
  writer.double(6, 0)
  writer.count(7, zeroCount)
  const sides = [
    [9, negative],
    [12, positive],
  ] as const
  for (const [field, buckets] of sides) {
    const { spans, deltas } = toNativeBuckets(buckets, shift)
    for (const { offset, length } of spans) {
      writer.message(field, (span) => {
        span.signed(1, offset)
        span.count(2, length)
      })
    }
    writer.signedList(field + 1, deltas)
  }
}

const writeExemplar = (
  writer: ProtobufWriter,
  { field, divisor }: { readonly field: number; readonly divisor: number },
  { traceId, spanId, value, time }: Exemplar,
): void =>
  writer.message(field, (exemplar) => {
    exemplar.message(1, (pair) => writePair(pair, ['trace_id', traceId]))
    exemplar.message(1, (pair) => writePair(pair, ['span_id', spanId]))
    exemplar.double(2, value / divisor)
    exemplar.message(3, (timestamp) => {
      timestamp.count(1, Math.floor(time / 1_000))
      timestamp.count(2, Math.floor(time % 1_000) * 1_000_000)
    })
  })
