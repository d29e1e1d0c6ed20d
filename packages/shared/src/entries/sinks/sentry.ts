export { type SentryOptions, sentry } from '../../sinks/sentry/sentry.ts'
