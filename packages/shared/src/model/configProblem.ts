/** One option that is wrong. It never holds the value, which may be a secret. */
export interface ConfigProblem {
  /** Where the option stands, as one would write it: `sinks[0].dsn`. */
  readonly option: string
  readonly expected: string
}
