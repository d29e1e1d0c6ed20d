export type { SentryOptions } from '../../sinks/sentry/createSentry.ts'
export { pageSentry, sentry } from '../../sinks/sentry/sentry.ts'
