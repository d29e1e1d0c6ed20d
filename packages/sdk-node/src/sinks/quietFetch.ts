import type { IncomingMessage, RequestOptions } from 'node:http'
import { letGo } from '../runtime/letGo.ts'
import { createProxies } from '../runtime/proxies.ts'
import { createWays } from '../runtime/ways.ts'

interface QuietAnswer {
  readonly ok: boolean
  json(): Promise<unknown>
}

/**
 * As much of `fetch` as asking for a session takes, over a connection that never keeps the process alive. What
 * asks is loaded with the first question.
 */
export const quietFetch = async (url: string, options: RequestOptions): Promise<QuietAnswer> => {
  const place = new URL(url)
  const ways = createWays(createProxies())
  const way = await ways.to(place)
  const [status, text] = await new Promise<readonly [number, string]>((resolve, reject) => {
    const outgoing = way.begin(place, options)
    outgoing.on('socket', letGo)
    outgoing.on('error', reject)
    outgoing.on('response', (incoming) =>
      readText(incoming).then((read) => resolve([incoming.statusCode ?? 0, read]), reject),
    )
    outgoing.end()
  }).finally(ways.close)
  return { ok: status >= 200 && status < 300, json: async () => JSON.parse(text) }
}

const readText = async (incoming: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const chunk of incoming.setEncoding('utf8')) text += chunk
  return text
}
