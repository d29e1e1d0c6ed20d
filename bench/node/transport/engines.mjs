/**
 * @typedef {{ url: string, headers: Readonly<Record<string, string>>, body: string, ids: readonly string[] }} WireRequest
 * @typedef {(request: WireRequest) => Promise<unknown>} Send
 * @typedef {(url: string, options: object) => unknown} Connect
 */

const patience = 10_000

/**
 * Ours, bundled from where it is written.
 *
 * @param {string} file
 * @returns {Promise<Send>}
 */
const openOwn = async (file) => {
  const { createHttpTransport } = await import(file)
  const transport = createHttpTransport({ now: () => performance.now() })
  return (request) => transport.send(request, performance.now() + patience)
}

/**
 * An agent of undici, loaded by the first send, as ours is.
 *
 * @param {object} [options]
 * @returns {Send}
 */
const openUndici = (options) => {
  /** @type {Promise<import('undici').Agent> | undefined} */
  let loading
  const load = async () => {
    const { Agent } = await import('undici')
    return new Agent({
      // One request at a time on a connection; 0 would close it after each.
      pipelining: 1,
      connections: 10,
      keepAliveTimeout: 4_000,
      headersTimeout: patience,
      bodyTimeout: patience,
      ...options,
    })
  }
  return async ({ url, headers, body }) => {
    loading ??= load()
    const agent = await loading
    const { origin, pathname } = new URL(url)
    const answer = await agent.request({ origin, path: pathname, method: 'POST', headers, body })
    await answer.body.dump()
  }
}

/**
 * What it takes that a request of undici is not waited for: sockets that cannot be held.
 *
 * @returns {Promise<Send>}
 */
const openQuietUndici = async () => {
  const { connect } = await import('node:net')
  return openUndici({
    /**
     * @param {{ hostname: string, port: string }} options
     * @param {(error: Error | null, socket: object | null) => void} done
     */
    connect: ({ hostname, port }, done) => {
      const socket = connect(Number(port), hostname).unref()
      // Undici holds it with each request, and lets go when there is none.
      socket.ref = () => socket
      socket.once('connect', () => done(null, socket)).once('error', (error) => done(error, null))
    },
  })
}

/**
 * @param {string} name
 * @param {string} file - where ours is
 * @returns {Promise<Send> | Send}
 */
export const openEngine = (name, file) => {
  if (name === 'undici') return openUndici()
  return name === 'undici, quiet' ? openQuietUndici() : openOwn(file)
}
