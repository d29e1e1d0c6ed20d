/** `https://<public key>[:<secret>]@<host>[:<port>][/<path>]/<project>` */
const form =
  /^(https?:\/\/)(\w+)(?::\w*)?@((?:[\w.-]+|\[[\d:a-f]+\])(?::\d+)?(?:\/[\w.~-]+)*)\/(\d+)\/?$/i

/** What a DSN says. */
export interface Dsn {
  /** Where the envelopes of its project are posted. */
  readonly url: string
  /** The same DSN in the one way to write it, without a secret. */
  readonly text: string
  /** Its host, path and project: what an operator knows it by. */
  readonly name: string
  readonly key: string
  readonly project: string
}

/** `undefined` where the text is no DSN. */
export const parseDsn = (dsn: unknown): Dsn | undefined => {
  const match = typeof dsn === 'string' && dsn.length < 2_048 ? form.exec(dsn) : null
  if (!match) return undefined
  const [, protocol = '', key = '', place = '', project = ''] = match
  const query = `sentry_version=7&sentry_key=${key}&sentry_client=holdfast%2F1`
  const name = `${place}/${project}`
  return {
    url: `${protocol}${place}/api/${project}/envelope/?${query}`,
    text: `${protocol}${key}@${name}`,
    name,
    key,
    project,
  }
}
