import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Transport, WireRequest } from '@holdfast/shared'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createNodeRuntime } from './nodeRuntime.ts'
import { createProcessTransport } from './processTransport.ts'

/** On a thread of its own: this one stands still meanwhile. It tells of what it is sent, by its path. */
const server = new Worker(
  `
const { parentPort } = require('node:worker_threads')
const server = require('node:http').createServer(({ url }, response) => {
  parentPort.postMessage(url)
  response.end()
})
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))
`,
  { eval: true },
)
const heard: unknown[] = []
let url = ''

beforeAll(async () => {
  const [port] = await once(server, 'message')
  url = `http://127.0.0.1:${port}`
  server.on('message', (path) => heard.push(path))
})
afterAll(() => void server.terminate())

const requestTo = (path: string): WireRequest => ({
  url: url + path,
  headers: {},
  body: '{}',
  ids: [],
})

/** As to a server that this process hears no more of. */
const deaf: Transport = { send: () => new Promise(() => undefined) }

it('finishes what is under way, and no request twice, however often its process may end', async () => {
  const { clock } = createNodeRuntime()
  const transport = createProcessTransport(deaf, clock)
  const deadline = () => (clock.now() + 5_000) as ReturnType<typeof clock.now>
  const finish = () =>
    [...(transport.finish?.(deadline()) ?? [])].map(([{ url: to }, { status }]) => [to, status])
  const [first, second] = [requestTo('/first'), requestTo('/second')]
  void transport.send(first, deadline())
  expect(finish()).toEqual([[first.url, 200]])
  expect(finish()).toEqual([])
  void transport.send(second, deadline())
  expect(finish()).toEqual([[second.url, 200]])
  await expect.poll(() => heard).toEqual(['/first', '/second'])
})
