import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, connect, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createServer as createTlsServer } from 'node:tls'
import { onTestFinished } from 'vitest'
import type { Certificate } from './createCertificate.ts'

type Mood = 'pass' | 'refuse' | 'hang' | 'close'

/** A proxy as companies have them: it passes requests for `http:` on, and tunnels all else. */
export interface TestProxy {
  readonly port: number
  /** What it was asked for: the method, the target and who it says it is. */
  readonly asked: readonly (readonly [string, string, string | undefined])[]
  mood: Mood
}

interface ProxyOptions {
  readonly certificate?: Certificate
  /** Where names lead that only it knows, by `name:port`. */
  readonly places?: Readonly<Record<string, number>>
}

/** Goes with the test, and ends what it holds. */
export const startProxy = async ({
  certificate,
  places = {},
}: ProxyOptions): Promise<TestProxy> => {
  const asked: [string, string, string | undefined][] = []
  const sockets = new Set<Duplex>()
  const proxy: { port: number; mood: Mood; asked: typeof asked } = { port: 0, mood: 'pass', asked }
  const portOf = (target: string) => places[target] ?? Number(target.split(':').pop())

  const take = ({ method = '', url = '', headers }: IncomingMessage, socket: Duplex): boolean => {
    asked.push([method, url, headers['proxy-authorization']])
    if (proxy.mood === 'close') socket.destroy()
    return proxy.mood === 'pass'
  }
  const pass = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    if (!take(incoming, incoming.socket)) {
      if (proxy.mood === 'refuse') outgoing.writeHead(407, { connection: 'close' }).end()
      return
    }
    const { host, pathname } = new URL(incoming.url ?? '')
    const { 'proxy-authorization': _, ...headers } = incoming.headers
    const { method = '' } = incoming
    const place = { port: portOf(host), path: pathname, method, headers, agent: false as const }
    const onward = request({ host: '127.0.0.1', ...place }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 0, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  }
  const tunnel = (incoming: IncomingMessage, socket: Duplex): void => {
    socket.on('error', () => socket.destroy())
    if (!take(incoming, socket)) {
      if (proxy.mood === 'refuse') socket.end('HTTP/1.1 407 Who\r\ncontent-length: 2\r\n\r\nno')
      return
    }
    const upstream = connect(portOf(incoming.url ?? ''), '127.0.0.1')
    upstream.once('connect', () => socket.write('HTTP/1.1 200 Go\r\n\r\n'))
    join(upstream, socket)
  }

  const server = certificate ? createSecureServer(certificate, pass) : createServer(pass)
  server.on('connect', tunnel)
  server.on('connection', (socket: Socket) => sockets.add(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closeWithTest(server, sockets)
  proxy.port = (server.address() as AddressInfo).port
  return proxy
}

const closeWithTest = (server: Server, sockets: ReadonlySet<Duplex>): void =>
  onTestFinished(async () => {
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  })

/** Puts TLS before a server on loopback; goes with the test. */
export const startTls = async (certificate: Certificate, target: number): Promise<number> => {
  const sockets = new Set<Duplex>()
  const server = createTlsServer(certificate, (socket) => {
    sockets.add(socket)
    join(connect(target, '127.0.0.1'), socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closeWithTest(server, sockets)
  return (server.address() as AddressInfo).port
}

const join = (one: Duplex, other: Duplex): void => {
  one.pipe(other).pipe(one)
  one.on('error', () => other.destroy()).on('close', () => other.destroy())
  other.on('error', () => one.destroy()).on('close', () => one.destroy())
}
