export {
  contentTypes,
  type ExpositionFormat,
  formatFor,
} from '../../sinks/prometheus/formatFor.ts'
export {
  type GaugeAggregate,
  type PrometheusMetricOptions,
  type PrometheusOptions,
  type PrometheusSettings,
  readPrometheusOptions,
} from '../../sinks/prometheus/prometheusOptions.ts'
export type { EncodeText } from '../../sinks/prometheus/protobufWriter.ts'
export {
  createRegistry,
  type Delta,
  type Registry,
  type View,
} from '../../sinks/prometheus/registry.ts'
export { toProtobuf } from '../../sinks/prometheus/toProtobuf.ts'
export { toText } from '../../sinks/prometheus/toText.ts'
