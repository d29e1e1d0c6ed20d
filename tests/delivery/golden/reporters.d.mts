import type { Monitor } from '@holdfast/shared'
import type { Reporter } from './failures.mjs'

interface SentryScope {
  setUser(user: Record<string, string>): unknown
  setTags(tags: Readonly<Record<string, string | number>>): unknown
  setContext(name: string, context: Record<string, unknown>): unknown
  setFingerprint(fingerprint: string[]): unknown
}

/** As much as is used of what all packages of Sentry export. */
export interface SentryApi {
  captureException(thrown: unknown): unknown
  captureMessage(text: string): unknown
  addBreadcrumb(breadcrumb: object): unknown
  withScope<Result>(work: (scope: SentryScope) => Result): Result
  getClient(): { getIntegrationByName(name: string): unknown } | undefined
}

export const ofHoldfast: (
  monitor: Pick<Monitor, 'captureError' | 'captureMessage' | 'withScope'>,
) => Reporter
export const ofSentry: (sentry: SentryApi) => Reporter
