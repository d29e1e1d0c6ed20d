import { Agent, get, type IncomingMessage, request } from 'node:http'
import { Agent as UndiciAgent, request as undiciRequest } from 'undici'
import { onTestFinished } from 'vitest'

interface Asked {
  readonly method?: string
  readonly body?: string
  readonly signal?: AbortSignal
}

/** Calls, reads the whole answer, and gives its status; rejects as the client does. */
export type Client = (url: string, asked?: Asked) => Promise<number>

export const byFetch: Client = async (url, asked = {}) => {
  const response = await fetch(url, asked)
  await response.arrayBuffer()
  return response.status
}

const bodyOf = async (incoming: IncomingMessage): Promise<number> => {
  for await (const _ of incoming);
  return incoming.statusCode ?? 0
}

const byAgent =
  (agent: Agent): Client =>
  (url, { method = 'GET', body, signal } = {}) =>
    new Promise((resolve, reject) => {
      const outgoing = request(url, { method, agent, ...(signal && { signal }) })
      outgoing.on('error', reject)
      outgoing.on('response', (incoming) => bodyOf(incoming).then(resolve, reject))
      outgoing.end(body)
    })

/** As axios and others do, over connections that are kept. */
export const byHttp: Client = (url, asked) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 2 })
  onTestFinished(() => agent.destroy())
  return byAgent(agent)(url, asked)
}

/** One for all calls, so that connections are used again by others than who opened them. */
export const createKeepAlive = (): Client => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  onTestFinished(() => agent.destroy())
  return byAgent(agent)
}

export const createUndici = (options: UndiciAgent.Options = {}): Client => {
  const dispatcher = new UndiciAgent(options)
  onTestFinished(() => dispatcher.destroy())
  return async (url, { method = 'GET', body, signal } = {}) => {
    const answer = await undiciRequest(url, {
      dispatcher,
      method: method as 'GET',
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    })
    await answer.body.arrayBuffer()
    return answer.statusCode
  }
}

export const byUndici: Client = (url, asked) => createUndici()(url, asked)

/** Takes the headers, and never looks at the body. */
export const unread: Readonly<Record<string, (url: string) => Promise<unknown>>> = {
  fetch: (url) => fetch(url),
  undici: (url) => undiciRequest(url),
  'node:http': (url) =>
    new Promise((resolve, reject) => get(url, { agent: false }, resolve).on('error', reject)),
}

export const clients: readonly (readonly [name: string, client: Client])[] = [
  ['fetch', byFetch],
  ['undici', byUndici],
  ['node:http', byHttp],
]
