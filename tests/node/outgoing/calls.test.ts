import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { startFaultyPeer } from '../../harness/startFaultyPeer.ts'
import { findFreePort } from '../../harness/startServer.ts'
import { clients, unread } from './clients.ts'
import { openMonitor, settled } from './openMonitor.ts'

const base = (port: number, more: object = {}) => ({
  'http.request.method': 'GET',
  'server.address': '127.0.0.1',
  'server.port': port,
  ...more,
})

const told = (port: number, status: number) =>
  base(port, {
    'http.response.status_code': status,
    ...(status >= 400 && { 'error.type': String(status) }),
  })

describe.each(clients)('a call by %s', (name, call) => {
  it.each([
    ['ok', 200],
    ['ok?token=secret', 200],
    ['status/204', 204],
    ['status/404', 404],
    ['status/503', 503],
    ['large', 200],
    ['trickle', 200],
    ['early', 200],
    ['headers', 200],
  ])('is told once, whatever its answer: /%s', async (path, status) => {
    const [peer, { series, said }] = [await startFaultyPeer(), openMonitor()]
    expect(await call(`${peer.url}/${path}`)).toBe(status)
    expect(await series()).toMatchObject([{ attributes: told(peer.port, status), count: 1 }])
    expect(await series()).toEqual([])
    expect(said).toEqual([])
  })

  it('lasts until the headers are there', async () => {
    const [peer, { series }] = [await startFaultyPeer(), openMonitor()]
    await call(`${peer.url}/slow/150`)
    await call(`${peer.url}/status/201`)
    const [slow, quick] = await series()
    expect(slow?.sum).toBeGreaterThan(140)
    expect(slow?.sum).toBeLessThan(2_000)
    expect(quick?.sum).toBeLessThan(140)
  })

  it('tells its method, and no method of somebody’s own', async () => {
    const [peer, { series }] = [await startFaultyPeer(), openMonitor()]
    for (const method of ['POST', 'PUT', 'DELETE']) {
      await call(`${peer.url}/ok`, { method, body: 'all of it' })
    }
    await call(`${peer.url}/ok`, { method: 'PROPFIND' })
    const methods = (await series()).map(({ attributes }) => attributes['http.request.method'])
    expect(methods).toEqual(['POST', 'PUT', 'DELETE', '_OTHER'])
  })

  it('tells how it failed: nobody there', async () => {
    const { series, contextsOf } = openMonitor()
    const port = await findFreePort()
    const error = await call(`http://127.0.0.1:${port}/a`).catch((reason) => reason)
    const attributes = base(port, { 'error.type': 'ECONNREFUSED' })
    expect(await series()).toMatchObject([{ attributes, count: 1 }])
    expect(await contextsOf(error)).toMatchObject({
      call: { method: 'GET', host: `127.0.0.1:${port}`, duration: expect.any(Number) },
    })
  })

  it.each(['reset', 'hang'])('explains the error that the app gets: %s', async (path) => {
    const [peer, { contextsOf, series }] = [await startFaultyPeer(), openMonitor()]
    const signal = AbortSignal.timeout(path === 'hang' ? 100 : 5_000)
    const error = await call(`${peer.url}/${path}`, { signal }).catch((reason) => reason)
    const [one, ...others] = await series()
    const types =
      path === 'reset' ? ['ECONNRESET', 'UND_ERR_SOCKET'] : ['TimeoutError', 'ABORT_ERR']
    expect(types).toContain(one?.attributes['error.type'])
    expect(one?.attributes).not.toHaveProperty('http.response.status_code')
    expect([one?.count, others]).toEqual([1, []])
    expect(await contextsOf(error)).toMatchObject({
      call: { method: 'GET', host: `127.0.0.1:${peer.port}` },
    })
  })

  it('is told once where its body breaks, and that error is explained by undici alone', async () => {
    const [peer, { contextsOf, series }] = [await startFaultyPeer(), openMonitor()]
    const error = await call(`${peer.url}/half`).catch((reason) => reason)
    expect(error).toBeInstanceOf(Error)
    expect(await series()).toMatchObject([{ attributes: told(peer.port, 200), count: 1 }])
    const expected = { call: { method: 'GET', host: `127.0.0.1:${peer.port}`, status: 200 } }
    const contexts = await contextsOf(error)
    if (name === 'node:http') expect(contexts).not.toHaveProperty('call')
    else expect(contexts).toMatchObject(expected)
  })

  it('is told once where nobody reads its body', async () => {
    const [peer, { series }] = [await startFaultyPeer(), openMonitor()]
    for (const path of ['large', 'body', 'half'])
      await unread[name]?.(`${peer.url}/${path}`).catch(() => undefined)
    await settled(50)
    expect(await series()).toMatchObject([{ attributes: told(peer.port, 200), count: 3 }])
  })

  it('is told where what answers does not speak HTTP', async () => {
    const server = createServer((socket) => socket.end('no such thing\r\n\r\n'))
    const port = await findFreePort()
    server.listen(port, '127.0.0.1')
    const { series } = openMonitor()
    await expect(call(`http://127.0.0.1:${port}/`)).rejects.toThrow()
    server.close()
    expect(await series()).toMatchObject([{ attributes: base(port), count: 1 }])
  })
})
