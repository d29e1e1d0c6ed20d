import type { IncomingMessage, RequestOptions } from 'node:http'
import { toOwnAgent } from '../runtime/ownAgents.ts'

interface QuietAnswer {
  readonly ok: boolean
  json(): Promise<unknown>
}

/**
 * As much of `fetch` as asking for a session takes, over a connection that never keeps the process alive. What
 * asks is loaded with the first question.
 */
export const quietFetch = async (url: string, options: RequestOptions): Promise<QuietAnswer> => {
  const isSecure = new URL(url).protocol === 'https:'
  const { Agent, request } = isSecure ? await import('node:https') : await import('node:http')
  const [status, text] = await new Promise<readonly [number, string]>((resolve, reject) => {
    const outgoing = request(url, { ...options, agent: toOwnAgent(new Agent()) })
    outgoing.on('socket', (socket) => socket.unref())
    outgoing.on('error', reject)
    outgoing.on('response', (incoming) =>
      readText(incoming).then((read) => resolve([incoming.statusCode ?? 0, read]), reject),
    )
    outgoing.end()
  })
  return { ok: status >= 200 && status < 300, json: async () => JSON.parse(text) }
}

const readText = async (incoming: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const chunk of incoming.setEncoding('utf8')) text += chunk
  return text
}
