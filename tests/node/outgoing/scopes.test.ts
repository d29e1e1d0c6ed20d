import { request } from 'node:http'
import type { Scope } from '@holdfast/node'
import { Agent, interceptors, request as undiciRequest } from 'undici'
import { describe, expect, it } from 'vitest'
import { startFaultyPeer } from '../../harness/startFaultyPeer.ts'
import { byFetch, type Client, clients, createKeepAlive, createUndici } from './clients.ts'
import { openMonitor, settled } from './openMonitor.ts'

const messagesOf = ({ data }: Scope): readonly string[] =>
  (data.breadcrumbs ?? []).map(({ message }) => message)

describe.each(clients)('the breadcrumb of a call by %s', (_, call) => {
  it('tells what came of it, without query and credentials', async () => {
    const [peer, { monitor }] = [await startFaultyPeer(), openMonitor()]
    const [scope] = await monitor.withScope(async (inner) => {
      await call(`${peer.url}/ok?token=very-secret#part`)
      await call(`${peer.url}/status/404`, { method: 'DELETE' })
      await call(`${peer.url}/status/500`)
      await call(`${peer.url}/reset`).catch(() => undefined)
      return [inner]
    })
    const told = (path: string, more: object) =>
      expect.objectContaining({
        category: 'http',
        message: `GET ${peer.url}${path}`,
        data: expect.objectContaining({ url: `${peer.url}${path}`, method: 'GET' }),
        ...more,
      })
    const message = `DELETE ${peer.url}/status/404`
    expect(scope.data.breadcrumbs).toEqual([
      told('/ok', { severity: 'info' }),
      expect.objectContaining({ message, severity: 'warn' }),
      told('/status/500', { severity: 'error' }),
      told('/reset', { severity: 'error' }),
    ])
    expect(scope.data.breadcrumbs?.[0]?.data).toEqual({
      method: 'GET',
      url: `${peer.url}/ok`,
      status: 200,
      duration: expect.any(Number),
    })
  })

  it('is in no scope that is shared by all', async () => {
    const [peer, { monitor, series }] = [await startFaultyPeer(), openMonitor()]
    await call(`${peer.url}/ok`)
    expect(await series()).toHaveLength(1)
    await monitor.withScope(async (scope) => expect(scope.data.breadcrumbs).toBeUndefined())
  })

  it('can be left out', async () => {
    const [peer, { monitor, series }] = [
      await startFaultyPeer(),
      openMonitor({ outgoing: { breadcrumbs: false } }),
    ]
    await monitor.withScope(async (scope) => {
      await call(`${peer.url}/ok`)
      expect(scope.data.breadcrumbs).toBeUndefined()
    })
    expect(await series()).toHaveLength(1)
  })
})

const shared: readonly (readonly [string, () => Client])[] = [
  ['fetch', () => byFetch],
  ['a pool of undici with one connection', () => createUndici({ connections: 1 })],
  ['a pipeline of undici', () => createUndici({ connections: 1, pipelining: 5 })],
  ['an agent of node:http with one connection', createKeepAlive],
]

describe.each(shared)('over connections that were opened by others, %s', (_, create) => {
  it('keeps each call to the scope in which it began', async () => {
    const [peer, { monitor }] = [await startFaultyPeer(), openMonitor()]
    const call = create()
    const tenant = (name: number): Promise<readonly string[]> =>
      monitor.withScope(async (scope) => {
        for (const path of ['slow', 'ok']) await call(`${peer.url}/${path}/${name}`)
        await call(`${peer.url}/status/503?tenant=${name}`)
        return messagesOf(scope)
      })
    const all = await Promise.all(Array.from({ length: 12 }, (_, name) => tenant(name)))
    expect(all).toEqual(
      all.map((_, name) => [
        `GET ${peer.url}/slow/${name}`,
        `GET ${peer.url}/ok/${name}`,
        `GET ${peer.url}/status/503`,
      ]),
    )
  })
})

it('keeps what a redirect of undici asks for next to the scope of the first call', async () => {
  const [peer, { monitor }] = [await startFaultyPeer(), openMonitor()]
  const agent = new Agent({ connections: 1 })
  const dispatcher = agent.compose(interceptors.redirect({ maxRedirections: 5 }))
  const tenant = (path: string): Promise<readonly string[]> =>
    monitor.withScope(async (scope) => {
      const { body } = await undiciRequest(`${peer.url}${path}`, { dispatcher })
      await body.text()
      return messagesOf(scope)
    })
  const first = tenant('/ok')
  const second = tenant('/redirect/3')
  expect(await first).toEqual([`GET ${peer.url}/ok`])
  expect(await second).toEqual([
    `GET ${peer.url}/redirect/3`,
    `GET ${peer.url}/redirect/2`,
    `GET ${peer.url}/redirect/1`,
    `GET ${peer.url}/ok`,
  ])
  await agent.destroy()
})

it('knows a request whose body is written in another scope by where it was made', async () => {
  const [peer, { monitor }] = [await startFaultyPeer(), openMonitor()]
  const [owner, outgoing, done] = monitor.withScope((scope) => {
    const made = request(`${peer.url}/ok`, { method: 'POST' })
    const end = new Promise((resolve) =>
      made.on('response', (incoming) => incoming.resume().on('end', resolve)),
    )
    return [scope, made, end] as const
  })
  await settled(20)
  const other = monitor.withScope((scope) => {
    outgoing.end('body')
    return scope
  })
  await done
  // An older Node publishes nothing before the request is written whole.
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const isTold = major > 22 || (major === 22 && minor >= 12)
  expect(messagesOf(isTold ? owner : other)).toEqual([`POST ${peer.url}/ok`])
  expect(messagesOf(isTold ? other : owner)).toEqual([])
})
