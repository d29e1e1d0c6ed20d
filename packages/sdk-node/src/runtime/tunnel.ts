import type { Agent, RequestOptions } from 'node:https'
import type { Socket } from 'node:net'
import { letGo } from './letGo.ts'
import { limits } from './limits.ts'
import { toOwnAgent } from './ownAgents.ts'
import type { ProxyServer } from './proxies.ts'

interface Place {
  readonly host?: string | null | undefined
  readonly port?: string | number | null | undefined
  readonly servername?: string | undefined
}

type Connected = (error: Error | null, socket?: Socket) => void
type Connects = { createConnection(place: Place, done: Connected): void }

/** How a proxy is reached. A secure one is known by its own name, not by that of the server behind it. */
export const toEndpoint = ({ host, port }: ProxyServer): RequestOptions => ({
  host,
  port,
  servername: /^[\d.]+$|:/.test(host) ? '' : host,
})

/** Has an agent reach its servers through a proxy, which sees their names and nothing else. */
export const tunnelThrough = async (
  proxy: ProxyServer,
  agent: Agent,
): Promise<Agent & Connects> => {
  const { connect } = await import('node:tls')
  const { Agent: PlainAgent, request } = proxy.isSecure
    ? await import('node:https')
    : await import('node:http')
  const once = toOwnAgent(new PlainAgent({ maxCachedSessions: 0 }))

  const createConnection = ({ host, port, servername }: Place, done: Connected): void => {
    const target = `${host?.includes(':') ? `[${host}]` : host}:${port}`
    const headers = { ...proxy.headers, host: target }
    const options = { ...toEndpoint(proxy), method: 'CONNECT', path: target, headers }
    const asking = request({ ...options, agent: once })
    const timer = setTimeout(
      () => asking.destroy(new Error('timeout: proxy')),
      limits.connection,
    ).unref()
    const end: Connected = (error, socket) => {
      clearTimeout(timer)
      done(error, socket)
    }
    asking.on('socket', letGo)
    asking.on('error', end)
    // What is said in the place of a tunnel is of no use to anybody.
    asking.on('response', () => asking.destroy(new Error('no tunnel')))
    asking.on('connect', ({ statusCode = 0 }, socket: Socket, head: Buffer) => {
      if (statusCode < 200 || statusCode > 299) {
        socket.destroy()
        return end(new Error(`the proxy answered ${statusCode}`))
      }
      if (head.length > 0) socket.unshift(head)
      const place = { host: host ?? '', servername: servername ?? '' }
      end(null, connect({ socket, ...place, ALPNProtocols: ['http/1.1'] }))
    })
    asking.end()
  }
  return Object.assign(agent, { createConnection })
}
