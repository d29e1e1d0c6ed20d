/** Where the page finds the other parts. */
export interface PageConfig {
  readonly sentryDsn: string
  readonly signalsUrl: string
  readonly apiUrl: string
  readonly workerUrl: string
}
