/** What is told of the calls that the app makes over HTTP. */
export interface OutgoingOptions {
  /** Whether each call is noted in the scope in which it began, where there is one. Default: `true`. */
  readonly breadcrumbs?: boolean
  /** Hosts that are told apart, with their ports; all others are `other`. Default: 100. */
  readonly maxHosts?: number
}

/** The same, with the defaults in the place of what was not given. */
export type OutgoingSettings = Required<OutgoingOptions>
