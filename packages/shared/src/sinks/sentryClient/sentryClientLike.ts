/**
 * What is used of a client of Sentry's: its methods of versions 8 to 11, which are public and the same in
 * all of them. A client of `Sentry.getClient()` fits.
 */
export interface SentryClientLike {
  captureEvent(event: object, hint?: object): string
  /** Absent from the clients of pages. */
  captureCheckIn?(checkIn: object, monitorConfig?: object): string
  /** Absent where the client cannot say what it watches. */
  getIntegrationByName?(name: string): unknown
}

/** What is used of `Sentry.logger`. */
export interface SentryLoggerLike {
  debug(message: string, attributes?: object): void
  info(message: string, attributes?: object): void
  warn(message: string, attributes?: object): void
  error(message: string, attributes?: object): void
  fatal(message: string, attributes?: object): void
}
