export { HoldfastConfigError } from '@holdfast/shared'
export type * from '@holdfast/shared/app'
export {
  type HttpBatchOptions,
  type HttpEncode,
  type HttpHeaders,
  type HttpInfo,
  type HttpOptions,
  type HttpRequest,
  http,
  type SignalOf,
} from '@holdfast/shared/sinks/http'
export { type MemorySink, type MemorySinkOptions, memorySink } from '@holdfast/shared/sinks/memory'
export { type SentryOptions, sentry } from '@holdfast/shared/sinks/sentry'
export { init } from './init.ts'
export {
  type InvocationContext,
  type MonitoredContext,
  type MonitoredWorker,
  type WorkerHandler,
  withMonitor,
} from './withMonitor.ts'
