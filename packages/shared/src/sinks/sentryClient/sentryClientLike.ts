/**
 * What is used of a client of Sentry's: its methods of versions 8 to 11, which are public and the same in
 * all of them. A client of `Sentry.getClient()` fits.
 */
export interface SentryClientLike {
  captureEvent(event: object, hint?: object): string
  /** Absent where the client cannot say what it watches. */
  getIntegrationByName?(name: string): unknown
}
