import { createServer, type RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { get, listen, openWatched, post, speak } from './openServed.ts'

const serve = async (handler: RequestListener, options = {}) => {
  const watched = openWatched(options)
  const server = createServer(handler)
  return { ...watched, server, port: await listen(server) }
}

describe('each request is told once, with the sizes of its bodies', () => {
  it('on a connection that is kept', async () => {
    const { port, ended, active } = await serve((_, response) => response.end('four'))
    const client = await speak(port)
    for (let round = 1; round <= 5; round++) {
      client.socket.write(post('/', 'hello'))
      await client.until(/four/, round)
    }
    expect(await ended(5)).toEqual([
      { count: 5, status: 200, method: 'POST', bytesIn: 25, bytesOut: 20 },
    ])
    expect(await active()).toBe(0)
  })

  it('in one packet, answered out of turn', async () => {
    const { port, ended, monitor, errors } = await serve((request, response) => {
      const delay = Number(request.url?.slice(1))
      monitor.requests.current()?.scope.setUser({ id: `u${delay}` })
      setTimeout(() => {
        monitor.captureMessage(`after ${delay} too long`)
        response.writeHead(delay === 1 ? 404 : 200).end('x'.repeat(delay))
      }, delay)
    })
    const client = await speak(port, get('/60') + get('/1') + get('/30') + get('/2'))
    await client.until(/HTTP\/1.1 /, 4)
    await ended(4)
    expect(
      (await ended(4)).map(({ status, count, bytesOut }) => [status, count, bytesOut]),
    ).toEqual(
      expect.arrayContaining([
        // With what frames their parts.
        [200, 3, 92 + 10 * 3 + 2],
        [404, 1, 1 + 10],
      ]),
    )
    expect(errors().map(({ message, scope }) => [message, scope.user?.id])).toEqual(
      expect.arrayContaining([1, 2, 30, 60].map((n) => [`after ${n} too long`, `u${n}`])),
    )
  })

  it.each<[string, string, RequestListener, object]>([
    ['HEAD', 'HEAD / HTTP/1.1\r\nHost: a\r\n\r\n', (_, r) => r.end('four'), { bytesOut: 0 }],
    ['204', get('/'), (_, r) => r.writeHead(204).end(), { status: 204, bytesOut: 0 }],
    ['304', get('/'), (_, r) => r.writeHead(304).end(), { status: 304, bytesOut: 0 }],
    ['an answer of known length', get('/'), (_, r) => r.end('ä'), { bytesOut: 2 }],
    [
      'an answer in parts, as it is on the wire',
      get('/'),
      (_, r) => {
        r.write('four')
        setTimeout(() => r.end('five5'), 5)
      },
      { bytesOut: '4\r\nfour\r\n5\r\nfive5\r\n0\r\n\r\n'.length },
    ],
    [
      'one that is compressed',
      get('/'),
      (_, r) => r.setHeader('content-encoding', 'gzip').end(gzipSync('a'.repeat(1_000))),
      { bytesOut: gzipSync('a'.repeat(1_000)).length },
    ],
    [
      'a body that the client was told to send',
      post('/', 'hello', 'Expect: 100-continue\r\n'),
      (q, r) => q.resume().on('end', () => r.end('four')),
      { method: 'POST', bytesIn: 5, bytesOut: 4 },
    ],
    [
      'a body in parts, whose size nobody announces',
      'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
      (q, r) => q.resume().on('end', () => r.end('four')),
      { method: 'POST', bytesOut: 4 },
    ],
    ['HTTP/1.0', 'GET / HTTP/1.0\r\n\r\n', (_, r) => r.end('four'), { bytesOut: 4 }],
    [
      'OPTIONS *',
      'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n',
      (_, r) => r.end(),
      { method: 'OPTIONS' },
    ],
    [
      'a method of few',
      'MKCOL / HTTP/1.1\r\nHost: a\r\n\r\n',
      (_, r) => r.end(),
      { method: '_OTHER' },
    ],
    [
      'a failure',
      get('/'),
      (_, r) => r.writeHead(503, { 'content-length': 4 }).end('four'),
      { status: 503, error: '503', bytesOut: 4 },
    ],
  ])('%s', async (...[, words, handler, expected]) => {
    const { port, ended } = await serve(handler)
    const client = await speak(port, words)
    await client.until(/HTTP\/1.1 /)
    const [told, ...others] = await ended(1)
    expect(others).toEqual([])
    const method = words.slice(0, words.indexOf(' '))
    const usual = { count: 1, status: 200, method }
    expect({ ...told, bytesOut: told?.bytesOut || 0 }).toEqual({
      bytesOut: 0,
      ...usual,
      ...expected,
    })
  })

  it('through a proxy, with an address of its own', async () => {
    const { port, ended, errors, monitor } = await serve((_, response) => {
      monitor.requests.current()?.setRoute('/users/:id')
      monitor.captureMessage('seen')
      response.end()
    })
    await (await speak(port, get('http://other.example/users/1?token=abc'))).until(/200/)
    expect(await ended(1)).toMatchObject([{ route: '/users/:id', status: 200 }])
    expect(errors()[0]?.scope.contexts['request']).toMatchObject({
      url: 'http://other.example/users/1',
      route: '/users/:id',
    })
  })
})

describe('what an error tells of its request', () => {
  const told = async (words: string, options = {}) => {
    const { port, ended, errors, monitor } = await serve((_, response) => {
      monitor.captureError(new Error('no stock'))
      response.end()
    }, options)
    await (await speak(port, words)).until(/200/)
    await ended(1)
    return errors()[0]?.scope.contexts['request']
  }

  it('is its method, its address without the query, and an id of our own', async () => {
    expect(await told(get('/find?q=shoes&token=abc&bare#f'))).toEqual({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      method: 'GET',
      url: 'http://shop.example/find',
    })
  })

  it('is the query with scrubbed values where that is wanted', async () => {
    const incoming = { query: true }
    expect(await told(get('/find?q=shoes&token=abc'), { incoming })).toMatchObject({
      url: 'http://shop.example/find?q=[scrubbed]&token=[scrubbed]',
    })
  })

  it('is the id that it came with', async () => {
    expect(await told(get('/', 'X-Request-Id: req-7.a:b/c=\r\n'))).toMatchObject({
      id: 'req-7.a:b/c=',
    })
    const incoming = { requestIdHeader: 'X-Correlation' }
    expect(await told(get('/', 'x-correlation: c7\r\n'), { incoming })).toMatchObject({ id: 'c7' })
  })

  it.each([
    ['long', 'a'.repeat(12_000)],
    ['a sentence', 'admin logged in'],
    ['not in plain letters', '\xe9\x01'.replace('\x01', '')],
    ['a colour for terminals', '[31m;alert'],
    ['empty', ''],
  ])('is no id that is %s', async (_, id) => {
    expect(await told(get('/', `X-Request-Id: ${id}\r\n`))).toMatchObject({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
    })
  })

  it('is nothing of a host that lies', async () => {
    const words = `GET /x HTTP/1.1\r\nHost: ada:hunter2@a.example\r\n__proto__: x\r\nconstructor: y\r\n\r\n`
    expect(await told(words)).toMatchObject({ url: 'http://[scrubbed]@a.example/x' })
    const long = await told(get(`/${'a'.repeat(12_000)}`))
    expect(JSON.stringify(long).length).toBeLessThan(9_000)
  })
})

describe('the option', () => {
  it('leaves paths uncounted, whose errors are told all the same', async () => {
    const incoming = { ignore: ['/healthz', /^\/ready/g] }
    const { port, ended, errors, monitor } = await serve(
      (request, response) => {
        monitor.captureMessage(`at ${request.url}`)
        response.end()
      },
      { incoming },
    )
    const paths = ['/healthz?deep=1', '/readyz', '/readyz', '/readyz', '/healthz2', '/']
    const client = await speak(port, paths.map((path) => get(path)).join(''))
    await client.until(/200/, 6)
    expect(await ended(2)).toMatchObject([{ count: 2 }])
    expect(errors().map(({ scope }) => scope.contexts['request'])).toHaveLength(6)
  })

  it('answers with the id', async () => {
    const { port } = await serve((_, response) => response.end(), {
      incoming: { answerRequestId: true },
    })
    const client = await speak(port, get('/', 'X-Request-Id: mine\r\n') + get('/'))
    const text = await client.until(/200/, 2)
    expect(text).toContain('x-request-id: mine\r\n')
    expect(text).toMatch(/x-request-id: [\da-f-]{36}\r\n/)
  })

  it('leaves servers alone', async () => {
    const { port, monitor, errors, active, server } = await serve(
      (_, response) => {
        monitor.captureMessage('seen')
        response.end(String(monitor.requests.current()))
      },
      { incoming: false },
    )
    expect(await (await speak(port, get('/'))).until(/undefined/)).toContain('200')
    expect(await active()).toBeUndefined()
    expect(errors()[0]?.scope.contexts).toEqual({})
    expect(server.listenerCount('newListener')).toBe(0)
  })

  it('keeps nothing where nobody consents', async () => {
    const { port, errors, active, monitor } = await serve(
      (_, response) => {
        monitor.captureMessage('seen')
        response.end('four')
      },
      { consent: 'denied' },
    )
    await (await speak(port, get('/'))).until(/four/)
    expect(await active()).toBeUndefined()
    expect(errors()).toEqual([])
  })
})
