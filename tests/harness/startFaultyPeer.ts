import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A request as the service got it. */
export interface Got {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** A service of others, which fails as each path says. */
export interface FaultyPeer {
  readonly url: string
  readonly port: number
  readonly got: readonly Got[]
  /** Connections that are open. */
  connections(): Promise<number>
  /** What the path `/plan` answers, one after the other: of the last, all that follow. */
  plan(...answers: readonly Planned[]): void
}

export type Planned =
  | number
  | 'reset'
  | 'hang'
  | { readonly status: number; readonly after: string }

type Act = (request: IncomingMessage, response: ServerResponse, argument: string) => void

const large = 'x'.repeat(200_000)

const acts: Readonly<Record<string, Act>> = {
  ok: (_, response) => response.end('fine'),
  status: (_, response, status) => response.writeHead(Number(status)).end('told'),
  slow: (_, response, milliseconds) => setTimeout(() => response.end('late'), Number(milliseconds)),
  hang: () => undefined,
  reset: ({ socket }) => socket.resetAndDestroy(),
  half: ({ socket }, response) => {
    response.writeHead(200, { 'content-length': 1_000 })
    response.write('half')
    setTimeout(() => socket.destroy(), 20)
  },
  /** Headers, and a body that never ends. */
  body: (_, response) => response.write('begun'),
  large: (_, response) => response.end(large),
  trickle: (_, response) => {
    let left = 5
    const timer = setInterval(() => {
      response.write('.')
      if (--left > 0) return
      clearInterval(timer)
      response.end()
    }, 10)
  },
  redirect: (_, response, left) => {
    const location = Number(left) > 1 ? `/redirect/${Number(left) - 1}` : '/ok'
    response.writeHead(302, { location }).end()
  },
  early: (_, response) => {
    response.writeEarlyHints({ link: '</a.css>; rel=preload' })
    setTimeout(() => response.end('fine'), 10)
  },
  headers: (_, response) => {
    response.writeHead(200, { 'x-large': 'h'.repeat(12_000) }).end()
  },
}

export const startFaultyPeer = async (): Promise<FaultyPeer> => {
  const got: Got[] = []
  let planned: readonly Planned[] = []
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const [, name = '', argument = ''] = (request.url ?? '').split(/[/?]/)
    if (name !== 'plan') return void acts[name]?.(request, response, argument)
    const [next = 200, ...others] = planned
    if (others.length > 0) planned = others
    if (typeof next === 'object') {
      response.writeHead(next.status, { 'retry-after': next.after }).end(large)
    } else if (typeof next === 'number') response.writeHead(next).end(next === 200 ? 'fine' : large)
    else acts[next]?.(request, response, '')
  }
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request
    let body = ''
    request.setEncoding('utf8').on('data', (text) => (body += text))
    request.on('error', () => undefined)
    request.on('end', () => {
      got.push({ method, url, headers, body })
      answer(request, response)
    })
  })
  server.on('upgrade', (_, socket) =>
    socket.end('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
  )
  server.on('connect', (_, socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    got,
    connections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    plan: (...answers) => {
      planned = answers
    },
  }
}
