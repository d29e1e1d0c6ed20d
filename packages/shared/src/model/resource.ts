/** Which program, in which release and place, a signal comes from. */
export interface Resource {
  readonly service: string
  readonly release?: string | undefined
  readonly environment?: string | undefined
  readonly sdk: NamedVersion
  readonly runtime: NamedVersion
}

/** What something is called, and which version of it. */
export interface NamedVersion {
  readonly name: string
  readonly version?: string
}
