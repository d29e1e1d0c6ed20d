export { HoldfastConfigError } from '@holdfast/shared'
export type {
  GaugeAggregate,
  PrometheusMetricOptions,
  PrometheusOptions,
} from '@holdfast/shared/sinks/prometheus'
export type { PrometheusHandler } from './prometheus/handler.ts'
export {
  type PrometheusSink,
  type PrometheusText,
  prometheus,
} from './prometheus/prometheus.ts'
