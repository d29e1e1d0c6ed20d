import type { Agent, ClientRequest, RequestOptions } from 'node:http'
import { toOwnAgent } from './ownAgents.ts'
import type { ProxyOf, ProxyServer } from './proxies.ts'
import { toEndpoint, tunnelThrough } from './tunnel.ts'

/** Connections of our own to servers of one protocol: straight, or through a proxy. */
export interface Way {
  begin(url: URL, options: RequestOptions): ClientRequest
  /** Whether answers may be those of a proxy. */
  readonly isProxied: boolean
  closeIdle(): void
  /** Keeps no connection from now on. */
  close(): void
}

export interface Ways {
  to(url: URL): Promise<Way>
  close(): void
}

/**
 * One request at a time on a connection, and so many to a server. An idle one goes after a while, or
 * sooner where the server says how long it keeps them.
 */
const kept = { keepAlive: true, maxSockets: 20, maxFreeSockets: 10, timeout: 30_000 }

/** What opens connections is loaded with the first of each kind. */
export const createWays = (proxyOf: ProxyOf): Ways => {
  const ways = new Map<string, Promise<Way>>()
  return {
    to: (url) => {
      const proxy = proxyOf(url)
      const name = `${url.protocol} ${JSON.stringify(proxy)}`
      const known = ways.get(name) ?? open(url.protocol === 'https:', proxy)
      ways.set(name, known)
      return known
    },
    close: () => {
      for (const way of ways.values())
        void way.then(
          (one) => one.close(),
          () => undefined,
        )
    },
  }
}

const open = async (isSecure: boolean, proxy: ProxyServer | undefined): Promise<Way> => {
  if (!proxy) {
    const { Agent, request } = isSecure ? await import('node:https') : await import('node:http')
    const agent = toOwnAgent(new Agent(kept))
    return toWay(agent, (url, options) => request(url, { ...options, agent }))
  }
  if (isSecure) {
    const { Agent, request } = await import('node:https')
    const agent = await tunnelThrough(proxy, toOwnAgent(new Agent(kept)))
    return toWay(agent, (url, options) => request(url, { ...options, agent }), true)
  }
  const { Agent, request } = proxy.isSecure ? await import('node:https') : await import('node:http')
  const { urlToHttpOptions } = await import('node:url')
  const agent = toOwnAgent(new Agent(kept))
  const begin: Way['begin'] = (url, { headers, ...options }) =>
    request({
      ...options,
      ...toEndpoint(proxy),
      agent,
      auth: urlToHttpOptions(url).auth,
      path: `${url.origin}${url.pathname}${url.search}`,
      headers: { ...headers, ...proxy.headers, host: url.host },
    })
  return toWay(agent, begin, true)
}

const toWay = (agent: Agent, begin: Way['begin'], isProxied = false): Way => {
  const closeIdle = (): void => {
    for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy()
  }
  return {
    begin,
    isProxied,
    closeIdle,
    close: () => {
      agent.maxFreeSockets = 0
      closeIdle()
    },
  }
}
