import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { property, type Stop } from '@holdfast/shared'
import type { Exchange } from './exchange.ts'
import { keepContext } from './keepContext.ts'
import { bodyBytes, hasBody } from './requestFacts.ts'
import { guardedWatch, type Watch, type WatchParts } from './watch.ts'
import { watchServers } from './watchServers.ts'

/** What the channels of a server of `node:http` tell. */
interface Served {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly socket: Socket
  readonly server: Server
}

/** What a client and we hold between us. */
interface Connection {
  /** The oldest first: answers come in the order of the requests. */
  readonly open: Exchange[]
  /** How much of what was written belonged to answers that have ended. */
  written: number
  readonly leave: Stop
}

const started = 'http.server.request.start'
const finished = 'http.server.response.finish'

/** Follows each request of every `node:http` server of this process, by the channels that Node has for it. */
export const startHttp = ({ exchanges, context, settings, say }: WatchParts): Watch => {
  const connections = new Map<Socket, Connection>()
  const servers = watchServers(context)

  const connect = (socket: Socket): Connection => {
    const onClose = (): void => {
      connections.delete(socket)
      const { open } = connection
      // What listens to the end of a request goes on with it; of several, each is heard with none.
      context.enter(open.length === 1 ? open[0] : undefined)
      for (const exchange of open) exchanges.end(exchange, { error: 'aborted' })
    }
    const leave = (): void => void socket.off('close', onClose)
    const connection: Connection = { open: [], written: socket.bytesWritten, leave }
    connections.set(socket, connection)
    socket.prependOnceListener('close', onClose)
    return connection
  }

  const onStart = guardedWatch<Served>(say, ({ request, response, socket, server }) => {
    servers.add(server)
    const { open } = connections.get(socket) ?? connect(socket)
    const exchange = exchanges.begin(request, response)
    open.push(exchange)
    // Also of one that is not measured: a connection must not go on with the request before.
    context.enter(exchange)
    // An answer that waits for its turn is written, and ends, as part of the one before.
    const isInLine = open.length > 1
    if (isInLine || hasBody(request.rawHeaders)) keepContext(request, exchange, context)
    if (isInLine) keepContext(response, exchange, context)
    if (settings.answerRequestId) {
      response.setHeader(settings.requestIdHeader, exchanges.served(exchange).id)
    }
  })

  const onFinish = guardedWatch<Served>(say, ({ request, response, socket }) => {
    const connection = connections.get(socket)
    const exchange = connection && takeFrom(connection.open, request)
    if (!exchange) return
    const { bytesWritten } = socket
    exchanges.end(exchange, {
      status: response.statusCode,
      bytesIn: bodyBytes(request.rawHeaders),
      bytesOut: bytesWritten - connection.written - headBytes(response),
    })
    connection.written = bytesWritten
  })

  subscribe(started, onStart)
  subscribe(finished, onFinish)
  return {
    find: (message, otherwise) => {
      const connection = connections.get(property(message, 'socket') as Socket)
      if (!connection) return otherwise
      return connection.open.find((exchange) => exchange.message === message)
    },
    stop: () => {
      unsubscribe(started, onStart)
      unsubscribe(finished, onFinish)
      servers.stop()
      for (const { leave } of connections.values()) leave()
      connections.clear()
    },
  }
}

/** Nearly always it is the only one. */
const takeFrom = (open: Exchange[], request: IncomingMessage): Exchange | undefined => {
  if (open[0]?.message === request) return open.shift()
  const index = open.findIndex(({ message }) => message === request)
  return index < 0 ? undefined : open.splice(index, 1)[0]
}

const goOn = 'HTTP/1.1 100 Continue\r\n\r\n'.length

/** Node keeps what it has written before the body, and whether it has told the client to send its own. */
const headBytes = (response: ServerResponse): number => {
  const head = property(response, '_header')
  const before = property(response, '_sent100') === true ? goOn : 0
  return before + (typeof head === 'string' ? head.length : 0)
}
