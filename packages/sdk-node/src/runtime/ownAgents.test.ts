import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { createServer, get } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { quietFetch } from '../sinks/quietFetch.ts'
import { createNodeRuntime } from './nodeRuntime.ts'
import { isOwnRequest } from './ownAgents.ts'

const startServer = async (): Promise<string> => {
  const server = createServer((_, response) => response.end('{}')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('No port.')
  return `http://127.0.0.1:${address.port}`
}

const startWatching = (): readonly (readonly [string, boolean])[] => {
  const seen: [string, boolean][] = []
  const note = (message: unknown): void => {
    const { request } = message as { request: { path: string; agent: unknown } }
    seen.push([request.path, isOwnRequest(request)])
  }
  for (const name of ['created', 'start']) {
    const channel = `http.client.request.${name}`
    subscribe(channel, note)
    onTestFinished(() => void unsubscribe(channel, note))
  }
  return seen
}

it('tells our requests from those of the app as soon as Node speaks of them', async () => {
  const [url, seen] = [await startServer(), startWatching()]
  const { clock, transport } = createNodeRuntime()
  const deadline = (clock.now() + 5_000) as ReturnType<typeof clock.now>
  await transport.send({ url: `${url}/ours`, headers: {}, body: '', ids: [] }, deadline)
  await quietFetch(`${url}/session`, {})
  for (const options of [{}, { agent: false }] as const) {
    const outgoing = get(`${url}/theirs`, options)
    const [incoming] = await once(outgoing, 'response')
    incoming.resume()
    await once(incoming, 'end')
  }
  transport.close?.()
  const told = new Set(seen.map((one) => one.join()))
  expect(told).toEqual(new Set(['/ours,true', '/session,true', '/theirs,false']))
})
