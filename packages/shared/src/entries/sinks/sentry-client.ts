export {
  createSentryClientSink,
  type SentryClientOptions,
  type SentryClientSource,
} from '../../sinks/sentryClient/createSentryClientSink.ts'
export type {
  SentryClientLike,
  SentryLoggerLike,
} from '../../sinks/sentryClient/sentryClientLike.ts'
