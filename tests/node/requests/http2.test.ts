import { once } from 'node:events'
import {
  connect,
  constants,
  createSecureServer,
  createServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2'
import { get as getSecurely } from 'node:https'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { certificate, key } from './certificate.ts'
import { openWatched } from './openServed.ts'

/** Whether this Node announces streams of HTTP/2 by itself. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const isAnnounced = major >= 24 || (major === 22 && minor >= 20)

const listen = async (server: Http2Server): Promise<number> => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

const open = (port: number, secure = false) => {
  const address = `http${secure ? 's' : ''}://127.0.0.1:${port}`
  const session = connect(address, { rejectUnauthorized: false })
  session.on('error', () => undefined)
  onTestFinished(() => session.destroy())
  const ask = (headers: IncomingHttpHeaders, body?: readonly string[]) => {
    const stream = session.request({ ':path': '/', ...headers }, { endStream: !body })
    stream.on('error', () => undefined)
    void (async () => {
      for (const part of body ?? []) {
        stream.write(part)
        await wait(5)
      }
      if (body) stream.end()
    })()
    return stream
  }
  const answer = async (headers: IncomingHttpHeaders, body?: readonly string[]) => {
    const stream = ask(headers, body)
    let text = ''
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
    const [answered] = await once(stream, 'response')
    if (!stream.closed) await once(stream, 'close')
    return { text, status: answered[':status'] }
  }
  return { session, ask, answer }
}

type Handler = Parameters<Http2Server['on']>[1]

/** By what Node announces, or by what the app wraps around its handler. */
const ways = [...(isAnnounced ? ['announced'] : []), 'wrapped']

describe.each(ways)('requests of HTTP/2, %s', (way) => {
  const start = async (handler: (...args: never[]) => void, secure = false) => {
    const watched = openWatched(way === 'wrapped' ? { incoming: false } : {})
    const { monitor } = watched
    const wrapped = (request: Parameters<typeof monitor.requests.serve>[0], response: unknown) =>
      monitor.requests.serve(request, () => (handler as Handler)(request, response))
    const used = (way === 'wrapped' ? wrapped : handler) as Handler
    const server = secure
      ? createSecureServer({ key, cert: certificate, allowHTTP1: true }, used)
      : createServer(used)
    return { ...watched, server, port: await listen(server) }
  }

  it('are counted, with scopes of their own over many streams of one session', async () => {
    type Messages = [
      import('node:http2').Http2ServerRequest,
      import('node:http2').Http2ServerResponse,
    ]
    const watched = await start((...[request, response]: Messages) => {
      const { url } = request
      watched.monitor.requests.current()?.scope.setUser({ id: url })
      const tell = (what: string) => () => watched.monitor.captureMessage(`${what} of ${url}`)
      request.on('data', tell('data')).on('end', tell('end')).on('close', tell('close'))
      response.on('finish', tell('finish'))
      request.on('end', () => {
        expect(watched.monitor.requests.current(request)).toBe(watched.monitor.requests.current())
        setTimeout(() => {
          tell('timer')()
          response.writeHead(201, { 'content-length': 4 }).end('four')
        }, 3)
      })
    })
    const { answer } = open(watched.port)
    const paths = Array.from({ length: 20 }, (_, index) => `/${index}`)
    const answers = await Promise.all(
      paths.map((path) =>
        answer({ ':method': 'POST', ':path': path, 'content-length': '4' }, ['ab', 'cd']),
      ),
    )
    expect(answers).toEqual(paths.map(() => ({ text: 'four', status: 201 })))
    expect(await watched.ended(20)).toEqual([
      { count: 20, status: 201, method: 'POST', bytesIn: 80, bytesOut: 80 },
    ])
    expect(await watched.active()).toBe(0)
    const errors = watched.errors()
    expect(errors.length).toBeGreaterThanOrEqual(20 * 5)
    for (const { message, scope } of errors) {
      const path = message.split(' ').at(-1)
      expect([message, scope.user?.id]).toEqual([message, path])
      expect(scope.contexts['request']).toMatchObject({
        method: 'POST',
        url: `http://127.0.0.1:${watched.port}${path}`,
      })
    }
  })

  it.each([
    ['a reset by the client', 'reset', { method: 'GET', error: 'aborted' }],
    ['a session that breaks', 'break', { method: 'GET', error: 'aborted' }],
    ['a reset by the server', 'refuse', { method: 'GET', error: 'aborted' }],
    ['a failure', 'fail', { method: 'GET', status: 500, error: '500', bytesOut: 0 }],
    ['an answer without a body', 'head', { method: 'HEAD', status: 200, bytesOut: 0 }],
  ])('end with %s', async (_, what, expected) => {
    type Messages = [
      import('node:http2').Http2ServerRequest,
      import('node:http2').Http2ServerResponse,
    ]
    const watched = await start((...[request, response]: Messages) => {
      if (what === 'refuse') request.stream.close(constants.NGHTTP2_REFUSED_STREAM)
      if (what === 'fail') response.writeHead(500, { 'content-length': 0 }).end()
      if (what === 'head') response.writeHead(200, { 'content-length': 9 }).end()
    })
    const { ask, session } = open(watched.port)
    const stream = ask({ ':method': expected.method }).resume()
    if (what === 'reset' || what === 'break') await expect.poll(watched.active).toBe(1)
    if (what === 'reset') stream.close(constants.NGHTTP2_CANCEL)
    if (what === 'break') session.destroy()
    expect(await watched.ended(1)).toEqual([{ count: 1, ...expected }])
    expect(await watched.active()).toBe(0)
  })

  it('over TLS, and those of HTTP/1 beside them, count once each', async () => {
    const seen: unknown[] = []
    type Messages = [
      import('node:http2').Http2ServerRequest,
      import('node:http2').Http2ServerResponse,
    ]
    const watched = await start((...[request, response]: Messages) => {
      const { id, scope } = watched.monitor.requests.current(request) ?? {}
      seen.push([id, scope?.data.contexts['request']])
      response.setHeader('content-length', 4)
      response.end('four')
    }, true)
    const secure = { ':authority': 'shop.example', 'x-request-id': 'two' }
    expect(await open(watched.port, true).answer(secure)).toEqual({ text: 'four', status: 200 })
    const options = {
      port: watched.port,
      rejectUnauthorized: false,
      headers: { 'x-request-id': 'one' },
    }
    await new Promise((resolve) => {
      getSecurely(options, (message) => message.resume().on('end', resolve))
    })
    if (way === 'announced') {
      expect(await watched.ended(2)).toEqual([
        { count: 2, status: 200, method: 'GET', bytesOut: 8 },
      ])
    } else {
      // What HTTP/1 is handed to `serve` ends as its handler does, which says nothing of its answer.
      expect(await watched.ended(2)).toHaveLength(2)
    }
    expect(seen).toEqual([
      ['two', { id: 'two', method: 'GET', url: 'https://shop.example/' }],
      ['one', { id: 'one', method: 'GET', url: `https://localhost:${watched.port}/` }],
    ])
  })
})

describe.runIf(isAnnounced)('streams of HTTP/2', () => {
  it('are followed without the API that is as that of HTTP/1, and what is pushed is none', async () => {
    const { monitor, ended, errors } = openWatched()
    const server = createServer()
    server.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
      monitor.requests.current()?.setRoute('/raw')
      monitor.requests.current({ stream })?.scope.setUser({ id: String(headers[':path']) })
      stream.pushStream({ ':path': '/pushed' }, (_, pushed) =>
        pushed.respond({ ':status': 200 }, { endStream: true }),
      )
      stream.respond({ ':status': 200, 'content-length': 4 })
      stream.end('four')
      stream.on('close', () => monitor.captureMessage('closed'))
    })
    server.on('session', (session) => session.on('close', () => monitor.captureMessage('left')))
    const { answer, session } = open(await listen(server))
    await answer({ ':path': '/a' })
    await answer({ ':path': '/b', ':method': 'BREW' })
    session.destroy()
    expect(await ended(2)).toEqual([
      { count: 1, status: 200, method: 'GET', route: '/raw', bytesOut: 4 },
      { count: 1, status: 200, method: '_OTHER', route: '/raw', bytesOut: 4 },
    ])
    await expect.poll(() => monitor.flush().then(() => errors().length)).toBe(3)
    expect(errors().map(({ message, scope }) => [message, scope.user?.id])).toEqual([
      ['closed', '/a'],
      ['closed', '/b'],
      ['left', undefined],
    ])
  })

  it('are left as they are when the monitor is closed', async () => {
    const { monitor } = openWatched()
    const streams: ServerHttp2Stream[] = []
    const server = createServer().on('stream', (stream) => streams.push(stream))
    const { ask } = open(await listen(server))
    ask({})
    await expect.poll(() => streams.length).toBe(1)
    const [stream] = streams
    const counts = () => [stream?.listenerCount('close'), stream?.session?.listenerCount('stream')]
    const [ofStream = 0, ofSession = 0] = counts()
    await monitor.close()
    expect(counts()).toEqual([ofStream - 1, ofSession - 1])
    expect(monitor.requests.current({ stream })).toBeUndefined()
  })
})
