/** `https://<public key>[:<secret>]@<host>[:<port>][/<path>]/<project>` */
const form =
  /^(https?:\/\/)(\w+)(?::\w*)?@([\w.-]+|\[[\d:a-f]+\])(:\d+)?((?:\/[\w.~-]+)*)\/(\d+)\/?$/i

/** Where the envelopes of a DSN's project are posted; `undefined` where the text is no DSN. */
export const toEnvelopeUrl = (dsn: unknown): string | undefined => {
  const match = typeof dsn === 'string' && dsn.length < 2_048 ? form.exec(dsn) : null
  if (!match) return undefined
  const [, protocol = '', key = '', host = '', port = '', path = '', project = ''] = match
  const query = `sentry_version=7&sentry_key=${key}&sentry_client=holdfast%2F1`
  return `${protocol}${host}${port}${path}/api/${project}/envelope/?${query}`
}
