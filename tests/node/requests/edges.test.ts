import { once } from 'node:events'
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { get, listen, openWatched, post, speak } from './openServed.ts'

const serve = async (handler: RequestListener, options: ServerOptions = {}) => {
  const watched = openWatched()
  const server = createServer(options, handler)
  return { ...watched, server, port: await listen(server) }
}

describe('a client that leaves', () => {
  it('before the answer ends its request, and what listens to that is part of it', async () => {
    const heard: unknown[] = []
    const { port, ended, active, monitor } = await serve((request, response) => {
      const note = (what: string) => () => heard.push([what, monitor.requests.current()?.id])
      request.on('close', note('request closes')).on('error', note('request fails'))
      request.on('aborted', note('is aborted'))
      response.on('close', note('response closes'))
      heard.push('begun')
    })
    const client = await speak(port, post('/', '', 'X-Request-Id: r1\r\n'))
    await expect.poll(() => heard).toEqual(['begun'])
    expect(await active()).toBe(1)
    client.socket.destroy()
    expect(await ended(1)).toEqual([{ count: 1, method: 'POST', error: 'aborted' }])
    expect(await active()).toBe(0)
    expect(heard).toEqual(
      expect.arrayContaining(
        ['request closes', 'is aborted', 'response closes'].map((what) => [what, 'r1']),
      ),
    )
    expect(heard.filter(Array.isArray).map(([, id]) => id)).toEqual(
      heard.filter(Array.isArray).map(() => 'r1'),
    )
  })

  it('amid an answer ends it with the status that was sent', async () => {
    const { port, ended } = await serve((_, response) => {
      response.write('x'.repeat(1_000))
    })
    const client = await speak(port, get('/'))
    await client.until(/xxx/)
    client.socket.destroy()
    expect(await ended(1)).toEqual([{ count: 1, status: 200, method: 'GET', error: 'aborted' }])
  })

  it('amid its own body', async () => {
    const { port, ended } = await serve((request, response) => {
      request
        .resume()
        .on('end', () => response.end())
        .on('error', () => undefined)
    })
    const client = await speak(
      port,
      `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhello`,
    )
    await wait(50)
    client.socket.destroy()
    expect(await ended(1)).toEqual([{ count: 1, method: 'POST', error: 'aborted' }])
  })

  it('is answered nonetheless, and counts once', async () => {
    const { port, ended, active } = await serve((request, response) => {
      request.on('close', () => setTimeout(() => response.end('late'), 20))
    })
    const client = await speak(port, get('/'))
    await wait(30)
    client.socket.destroy()
    await ended(1)
    await wait(80)
    expect(await ended(1)).toMatchObject([{ count: 1, error: 'aborted' }])
    expect(await active()).toBe(0)
  })

  it('leaves several that wait in one line, none of which hears as another', async () => {
    const heard: unknown[] = []
    const { port, ended, monitor } = await serve((request) => {
      request.on('close', () =>
        heard.push([request.url, monitor.requests.current()?.scope.data.user]),
      )
      monitor.requests.current()?.scope.setUser({ id: request.url ?? '' })
    })
    const client = await speak(port, get('/1') + get('/2') + get('/3'))
    await wait(50)
    client.socket.destroy()
    expect(await ended(3)).toMatchObject([{ count: 3, error: 'aborted' }])
    for (const [url, user] of heard as [string, object | undefined][]) {
      expect(user ?? { id: url }).toEqual({ id: url })
    }
  })
})

describe('a server that', () => {
  it('destroys the socket', async () => {
    const { port, ended } = await serve(({ socket }) => socket.destroy())
    await speak(port, get('/'))
    expect(await ended(1)).toEqual([{ count: 1, method: 'GET', error: 'aborted' }])
  })

  it('never answers has it under way until somebody gives up', async () => {
    const { port, ended, active, server } = await serve(() => undefined)
    await speak(port, get('/'))
    await expect.poll(active).toBe(1)
    server.closeAllConnections()
    await ended(1)
    expect(await active()).toBe(0)
  })

  it('gives up itself after a time', async () => {
    const { port, ended, server } = await serve(() => undefined)
    server.setTimeout(40)
    await speak(port, get('/'))
    expect(await ended(1)).toMatchObject([{ count: 1, error: 'aborted' }])
  })

  it('closes, and listens again', async () => {
    const { port, ended, server } = await serve((_, response) => response.end('four'))
    await (await speak(port, get('/', 'Connection: close\r\n'))).until(/four/)
    server.close()
    await once(server, 'close')
    const ours = ['newListener', 'removeListener', 'close', 'upgrade', 'connect', 'clientError']
    expect(ours.map((event) => server.listenerCount(event))).toEqual(ours.map(() => 0))
    const again = await listen(server)
    await (await speak(again, get('/'))).until(/four/)
    await ended(2)
    expect(server.listenerCount('newListener')).toBe(1)
  })

  it('was there before the monitor', async () => {
    const server = createServer((_, response) => response.end('four'))
    const port = await listen(server)
    const { ended } = openWatched()
    await (await speak(port, get('/'))).until(/four/)
    await ended(1)
  })

  it('takes a few requests a connection, and refuses others', async () => {
    const { port, ended, server } = await serve((_, response) => response.end('four'))
    server.maxRequestsPerSocket = 2
    await (await speak(port, get('/'), get('/'), get('/'))).until(/503/)
    expect(await ended(3)).toMatchObject([
      { count: 2, status: 200 },
      { count: 1, status: 503 },
    ])
  })
})

/** Answers one request, and then tells who the next thing on the same connection belongs to. */
const afterOne = async (event: string, words: string, isReused: boolean) => {
  const { port, monitor, ended, server, active } = await serve((_, response) => {
    monitor.requests.current()?.scope.setUser({ id: 'before' })
    response.end('four')
  })
  const owners: unknown[] = []
  const tell = (): void => {
    monitor.withScope((scope) =>
      owners.push([monitor.requests.current()?.id, scope.data.user, scope.data.contexts]),
    )
  }
  server.on(event, (first: unknown, second?: Duplex) => {
    tell()
    setTimeout(tell, 1)
    const socket = (
      event === 'clientError' ? second : (first as { socket: Duplex }).socket
    ) as Duplex
    socket.on('data', tell)
    socket.write('HTTP/1.1 101 Other\r\n\r\n')
  })
  const client = await speak(port)
  if (isReused) {
    client.socket.write(get('/', 'X-Request-Id: before\r\n'))
    await client.until(/four/)
  }
  client.socket.write(words, 'latin1')
  await client.until(/101/)
  client.socket.write('more')
  await expect.poll(() => owners.length).toBeGreaterThanOrEqual(event === 'clientError' ? 2 : 3)
  expect(owners).toEqual(owners.map(() => [undefined, undefined, {}]))
  if (isReused) expect(await ended(1)).toMatchObject([{ count: 1, status: 200 }])
  expect((await active()) ?? 0).toBe(0)
  return server
}

describe('what is no request goes on with none', () => {
  const upgrade = get('/', 'Connection: Upgrade\r\nUpgrade: websocket\r\n')
  const tunnel = 'CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n'
  it.each([
    ['upgrade', upgrade, true],
    ['upgrade', upgrade, false],
    ['connect', tunnel, true],
    ['connect', tunnel, false],
    ['clientError', 'nonsense\r\n\r\n', true],
    ['clientError', 'nonsense\r\n\r\n', false],
  ])('%s %j, on a connection that had one: %j', async (event, words, isReused) => {
    await afterOne(event, words, isReused)
  })

  it('is left to Node where nobody listens', async () => {
    const { port, ended, server } = await serve((_, response) => response.end('four'))
    const client = await speak(port, upgrade)
    await client.until(/200/)
    const listeners = ['upgrade', 'connect', 'clientError'].map((event) =>
      server.listenerCount(event),
    )
    expect(listeners).toEqual([0, 0, 0])
    const other = await speak(port, 'nonsense\r\n\r\n')
    await other.until(/400 Bad Request/)
    expect(await ended(1)).toMatchObject([{ count: 1, status: 200 }])
  })
})

const listenersOf = (server: Server): readonly (readonly [unknown, number])[] =>
  server.eventNames().map((name) => [name, server.listenerCount(name)] as const)

describe('monitors', () => {
  it('of one process do not see each other', async () => {
    const [one, other] = [openWatched(), openWatched()]
    const server = createServer((request, response) => {
      one.monitor.requests.current()?.scope.setUser({ id: 'one' })
      request.on('data', () => {
        expect(other.monitor.requests.current(request)).toBe(other.monitor.requests.current())
        other.monitor.captureMessage('other')
        one.monitor.captureMessage('one')
      })
      request.on('end', () => response.end('four'))
    })
    const port = await listen(server)
    await (await speak(port, post('/', 'hello'))).until(/four/)
    expect(await one.ended(1)).toEqual(await other.ended(1))
    expect(one.errors().map(({ message, scope }) => [message, scope.user])).toEqual([
      ['one', { id: 'one' }],
    ])
    expect(other.errors().map(({ message, scope }) => [message, scope.user])).toEqual([
      ['other', undefined],
    ])
    expect(Object.keys(other.errors()[0]?.scope.contexts ?? {})).toEqual(['request'])
  })

  it('that are closed amid a request leave nothing on it', async () => {
    const before = createServer()
    const answers: (() => void)[] = []
    const { port, monitor, server } = await serve((_, response) => {
      answers.push(() => response.end('four'))
    })
    server.on('clientError', () => undefined)
    const sockets: Duplex[] = []
    server.on('connection', (socket: Duplex) => sockets.push(socket))
    const client = await speak(port, get('/'))
    await expect.poll(() => answers.length).toBe(1)
    const [socket] = sockets
    const closing = socket?.listenerCount('close') ?? 0
    expect(server.listenerCount('clientError')).toBe(2)
    await monitor.close()
    expect(socket?.listenerCount('close')).toBe(closing - 1)
    const own = new Set(['clientError', 'request', 'connection', 'listening'])
    const others = (one: Server) => listenersOf(one).filter(([name]) => !own.has(String(name)))
    expect(others(server)).toEqual(others(before))
    expect(server.listenerCount('clientError')).toBe(1)
    for (const answer of answers) answer()
    await client.until(/four/)
    expect(monitor.requests.current()).toBeUndefined()
  })
})
