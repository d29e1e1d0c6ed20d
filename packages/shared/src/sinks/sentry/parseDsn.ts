export interface Dsn {
  /** Where envelopes are posted, the key included. */
  readonly envelopeUrl: string
  readonly publicKey: string
}

/** `https://<public key>[:<secret>]@<host>[:<port>][/<path>]/<project>` */
const form =
  /^(https?):\/\/(\w+)(?::\w*)?@([\w.-]+|\[[\d:a-f]+\])(:\d+)?((?:\/[\w.~-]+)*)\/(\d+)\/?$/i

/** `undefined` where the text is no DSN. */
export const parseDsn = (text: unknown, client: string): Dsn | undefined => {
  const match = typeof text === 'string' && text.length < 2_048 ? form.exec(text) : null
  if (!match) return undefined
  const [, protocol = '', publicKey = '', host = '', port = '', path = '', project = ''] = match
  const query = `sentry_version=7&sentry_key=${publicKey}&sentry_client=${encodeURIComponent(client)}`
  const base = `${protocol.toLowerCase()}://${host}${port}${path}`
  return { envelopeUrl: `${base}/api/${project}/envelope/?${query}`, publicKey }
}
