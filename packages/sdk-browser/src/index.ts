export type * from '@holdfast/shared/app'
export type { ConsoleFormat, ConsoleSinkOptions } from '@holdfast/shared/sinks/console'
export {
  type HttpBatchOptions,
  type HttpEncode,
  type HttpHeaders,
  type HttpInfo,
  type HttpOptions,
  type HttpRequest,
  pageHttp as http,
  type SignalOf,
} from '@holdfast/shared/sinks/http'
export type {
  Asymmetric,
  MemorySink,
  MemorySinkOptions,
  SignalFacts,
  SignalMatcher,
} from '@holdfast/shared/sinks/memory'
export { pageSentry as sentry, type SentryOptions } from '@holdfast/shared/sinks/sentry'
export type {
  SentryClientLike,
  SentryClientOptions,
  SentryClientSource,
  SentryLoggerLike,
} from '@holdfast/shared/sinks/sentry-client'
export { init } from './init.ts'
export { consoleSink } from './sinks/consoleSink.ts'
export { memorySink } from './sinks/memorySink.ts'
export { sentryClient } from './sinks/sentryClient.ts'
