export { HoldfastConfigError } from '@holdfast/shared'
export type { RuntimeMetricsOptions } from './instruments/runtimeMetrics/readRuntimeOptions.ts'
export { runtimeMetrics } from './instruments/runtimeMetrics/runtimeMetrics.ts'
