export type {
  BatchOptions,
  CaptureOptions,
  ConfigProblem,
  Contexts,
  DiagnosticListener,
  DiagnosticMessage,
  Duration,
  FlushResult,
  Json,
  LossReason,
  Monitor,
  MonitorOptions,
  OutboxOptions,
  RetryOptions,
  Scope,
  Severity,
  Signal,
  SignalId,
  SignalKind,
  Sink,
  Stats,
  Tags,
  Tally,
  User,
} from '@holdfast/shared'
export { HoldfastConfigError } from '@holdfast/shared'
export { type HttpOptions, http } from '@holdfast/shared/sinks/http'
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
