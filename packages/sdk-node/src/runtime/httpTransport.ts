import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import {
  type Clock,
  type Milliseconds,
  type Transport,
  until,
  type WireRequest,
  type WireResponse,
} from '@holdfast/shared'
import { toOwnAgent } from './ownAgents.ts'

/** One protocol of the host, with connections of our own. */
interface Protocol {
  readonly agent: Agent
  request(url: string, options: RequestOptions): ClientRequest
}

/**
 * Sends over connections that never keep the process alive, which `fetch` cannot do. What sends is
 * loaded with the first request.
 */
export const createHttpTransport = (clock: Clock): Transport => {
  const protocols = new Map<string, Promise<Protocol>>()

  const protocolOf = (url: string): Promise<Protocol> => {
    const name = new URL(url).protocol
    const known = protocols.get(name)
    if (known) return known
    const loading = name === 'https:' ? import('node:https') : import('node:http')
    const protocol = loading.then(({ Agent, request }) => ({
      request,
      agent: toOwnAgent(new Agent({ keepAlive: true })),
    }))
    protocols.set(name, protocol)
    return protocol
  }

  const closeIdle = ({ agent }: Protocol): void => {
    agent.maxFreeSockets = 0
    for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy()
  }

  return {
    close: () => {
      for (const protocol of protocols.values()) void protocol.then(closeIdle, () => undefined)
    },
    send: async (request, deadline) => {
      try {
        const protocol = await protocolOf(request.url)
        return await post(protocol, request, until(deadline, clock.now()))
      } catch (error) {
        return { type: 'noAnswer', reason: String(error) }
      }
    },
  }
}

const post = (
  { agent, request }: Protocol,
  { url, headers, body }: WireRequest,
  timeout: Milliseconds,
): Promise<WireResponse> =>
  new Promise((resolve) => {
    const length = String(Buffer.byteLength(body))
    const options = { method: 'POST', agent, headers: { ...headers, 'content-length': length } }
    const outgoing = request(url, options)
    const timer = setTimeout(() => outgoing.destroy(new Error('timeout')), timeout).unref()
    const end = (response: WireResponse): void => {
      clearTimeout(timer)
      resolve(response)
    }
    const fail = (error: Error): void => end({ type: 'noAnswer', reason: error.message })
    outgoing.on('socket', (socket) => socket.unref())
    outgoing.on('error', fail)
    // Also where no error says so, as after an answer of 101.
    outgoing.on('close', () => fail(new Error('closed')))
    outgoing.on('response', (incoming) => {
      incoming.on('error', fail)
      incoming.on('end', () => end(toAnswer(incoming)))
      incoming.resume()
    })
    outgoing.end(body)
  })

const toAnswer = ({ statusCode = 0, headers }: IncomingMessage): WireResponse => ({
  type: 'answer',
  status: statusCode,
  headers: Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, String(value ?? '')]),
  ),
})
