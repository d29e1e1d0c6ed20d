import { channel } from 'node:diagnostics_channel'
import { request } from 'node:http'
import { http, init, memorySink } from '@holdfast/node'
import { request as undiciRequest, upgrade } from 'undici'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startFaultyPeer } from '../../harness/startFaultyPeer.ts'
import { byFetch, byHttp, byUndici, createUndici } from './clients.ts'
import { openMonitor, settled } from './openMonitor.ts'

const countOf = (series: readonly { readonly count: number }[]): number =>
  series.reduce((sum, { count }) => sum + count, 0)

describe('calls out', () => {
  it('are told for each request that is sent: of a redirect, each', async () => {
    const [peer, { series }] = [await startFaultyPeer(), openMonitor()]
    await byFetch(`${peer.url}/redirect/19`)
    expect(
      (await series()).map(({ attributes, count }) => [
        attributes['http.response.status_code'],
        count,
      ]),
    ).toEqual([
      [302, 19],
      [200, 1],
    ])
  })

  it('are told of a Request, too, and of one that is sent again', async () => {
    const [peer, { series }] = [await startFaultyPeer(), openMonitor()]
    const asked = new Request(`${peer.url}/ok`, { headers: { 'x-much': 'x'.repeat(8_000) } })
    await (await fetch(asked)).text()
    await (await fetch(asked)).text()
    expect(countOf(await series())).toBe(2)
  })

  it('are told where many share a connection', async () => {
    const [peer, { series }] = [await startFaultyPeer(), openMonitor()]
    const call = createUndici({ connections: 1, pipelining: 10 })
    await Promise.all(Array.from({ length: 100 }, () => call(`${peer.url}/ok`)))
    expect(countOf(await series())).toBe(100)
  })

  it('are not what becomes another protocol, nor a tunnel', async () => {
    const [peer, { series, said }] = [await startFaultyPeer(), openMonitor()]
    const { socket } = await upgrade(`${peer.url}/`, { protocol: 'x' })
    socket.destroy()
    for (const [name, options] of [
      ['upgrade', { headers: { connection: 'upgrade', upgrade: 'x' } }],
      ['connect', { method: 'CONNECT', path: 'example.com:443' }],
    ] as const) {
      await new Promise((resolve) => {
        const outgoing = request(peer.url, options)
        outgoing.on(name, (_, taken) => resolve(taken.destroy()))
        outgoing.end()
      })
    }
    expect([await series(), said]).toEqual([[], []])
  })

  it('are told where they are given up before they are sent', async () => {
    const [peer, { series }] = [await startFaultyPeer(), openMonitor()]
    await new Promise((resolve) => request(`${peer.url}/ok`).on('error', resolve).destroy())
    const [only] = await series()
    expect(only).toMatchObject({ count: 1, attributes: { 'error.type': 'ECONNRESET' } })
  })

  it('tell only so many hosts apart', async () => {
    const { series } = openMonitor({ outgoing: { maxHosts: 3 } })
    const peers = await Promise.all([1, 2, 3, 4, 5].map(startFaultyPeer))
    for (const { url } of peers) await byUndici(`${url}/ok`)
    const told = await series()
    expect(told.map(({ attributes }) => attributes['server.port'])).toEqual([
      ...peers.slice(0, 3).map(({ port }) => port),
      undefined,
    ])
    expect(told.at(-1)).toMatchObject({ count: 2, attributes: { 'server.address': 'other' } })
  })

  it('tell nothing of a path: of a thousand there is one series', async () => {
    const [peer, { series }] = [await startFaultyPeer(), openMonitor()]
    const call = createUndici({ connections: 10 })
    await Promise.all(Array.from({ length: 1_000 }, (_, path) => call(`${peer.url}/ok/${path}`)))
    expect(await series()).toMatchObject([{ count: 1_000 }])
  })

  it('are told to each of several monitors', async () => {
    const [peer, one, other] = [await startFaultyPeer(), openMonitor(), openMonitor()]
    await byFetch(`${peer.url}/ok`)
    await one.monitor.close()
    await byHttp(`${peer.url}/ok`)
    expect(countOf(await one.series())).toBe(1)
    expect(countOf(await other.series())).toBe(2)
  })

  it('may outlive their monitor', async () => {
    const [peer, { monitor, said }] = [await startFaultyPeer(), openMonitor()]
    const calls = [byFetch, byHttp, byUndici].map((call) => call(`${peer.url}/slow/100`))
    await settled(20)
    await monitor.close()
    expect(await Promise.all(calls)).toEqual([200, 200, 200])
    expect(said).toEqual([])
  })

  it('are nothing without consent', async () => {
    const [peer, { monitor, series }] = [
      await startFaultyPeer(),
      openMonitor({ consent: 'denied' }),
    ]
    await monitor.withScope(async (scope) => {
      await byFetch(`${peer.url}/ok`)
      await byHttp(`${peer.url}/ok`)
      expect(scope.data.breadcrumbs).toBeUndefined()
    })
    expect(await series()).toEqual([])
  })

  it('are left alone where they are to be', async () => {
    const [peer, { series }] = [await startFaultyPeer(), openMonitor({ outgoing: false })]
    await byFetch(`${peer.url}/ok`)
    await byHttp(`${peer.url}/ok`)
    expect(await series()).toEqual([])
    expect(channel('undici:request:create').hasSubscribers).toBe(false)
    expect(channel('http.client.request.start').hasSubscribers).toBe(false)
  })

  it('do no harm by messages of any shape', async () => {
    const { series, said } = openMonitor()
    const thrower = new Proxy(
      {},
      {
        get: () => {
          throw new Error('trap')
        },
      },
    )
    const messages = [
      undefined,
      null,
      7,
      {},
      { request: null },
      { request: 'text' },
      { request: {} },
      { request: thrower },
      thrower,
    ]
    for (const name of [
      'undici:request:create',
      'undici:request:headers',
      'undici:request:trailers',
      'undici:request:error',
      'http.client.request.created',
      'http.client.request.start',
      'http.client.response.finish',
      'http.client.request.error',
    ]) {
      for (const message of messages) channel(name).publish(message)
    }
    // What a subscriber throws would be uncaught in the next tick.
    await settled(20)
    await series()
    expect(said.every((text) => text.startsWith('outgoing failed: '))).toBe(true)
  })

  it('do not include our own', async () => {
    const [peer, memory] = [await startFaultyPeer(), memorySink()]
    const monitor = init({
      service: 'calls',
      sinks: [memory, http({ url: `${peer.url}/ok` })],
      store: false,
      incoming: false,
    })
    onTestFinished(async () => void (await monitor.close()))
    for (let round = 0; round < 3; round++) {
      monitor.captureMessage(`round ${round}`)
      await monitor.flush()
    }
    expect(peer.got.length).toBeGreaterThanOrEqual(3)
    expect(memory.signals.filter(({ kind }) => kind === 'metric')).toEqual([])
    await undiciRequest(`${peer.url}/ok`).then(({ body }) => body.dump())
    await monitor.flush()
    expect(memory.find({ kind: 'metric', name: 'http.client.request.duration' })).toBeDefined()
  })
})

it.each([
  ['outgoing', 7],
  ['outgoing.breadcrumbs', { breadcrumbs: 'yes' }],
  ['outgoing.maxHosts', { maxHosts: 0 }],
  ['outgoing.hosts', { hosts: ['secret'] }],
])('a wrong option is named: %s', (name, outgoing) => {
  expect(() => openMonitor({ outgoing: outgoing as never })).toThrow(`  - ${name}: expected`)
  expect(() => openMonitor({ outgoing: outgoing as never })).not.toThrow('secret')
})
