export { HoldfastConfigError } from '@holdfast/shared'
export type * from '@holdfast/shared/app'
export type { ConsoleFormat, ConsoleSinkOptions } from '@holdfast/shared/sinks/console'
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
export type {
  Asymmetric,
  MemorySink,
  MemorySinkOptions,
  SignalFacts,
  SignalMatcher,
} from '@holdfast/shared/sinks/memory'
export type { SentryOptions } from '@holdfast/shared/sinks/sentry'
export type {
  SentryClientLike,
  SentryClientOptions,
  SentryClientSource,
  SentryLoggerLike,
} from '@holdfast/shared/sinks/sentry-client'
export type { FetchBreakerOptions, FetchOptions, FetchRetryOptions } from './fetch/fetchOptions.ts'
export { init } from './init.ts'
export type { NodeMonitor } from './nodeMonitor.ts'
export type { NodeOptions } from './nodeOptions.ts'
export type { OutgoingOptions } from './outgoing/outgoingOptions.ts'
export type { Requests } from './requests/createRequests.ts'
export type { RequestMessage, Route, ServedRequest } from './requests/exchange.ts'
export type { IncomingOptions } from './requests/incomingOptions.ts'
export type { TerminationSignal } from './runtime/terminationSignals.ts'
export { consoleSink, type NodeConsoleSinkOptions } from './sinks/consoleSink.ts'
export { memorySink } from './sinks/memorySink.ts'
export { type NodeSentryOptions, sentry } from './sinks/sentry.ts'
export { sentryClient } from './sinks/sentryClient.ts'
export type { StoreOptions } from './spool/storeOptions.ts'
